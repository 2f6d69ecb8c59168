package dev.keyturn.execute;

import dev.keyturn.plan.Place;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Words;
import dev.keyturn.port.AccountRecords;
import dev.keyturn.port.AccountRecords.AccountRecord;
import dev.keyturn.port.Accounts;
import dev.keyturn.port.Accounts.Account;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Installation;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Issuer.Access;
import dev.keyturn.port.Issuer.Workspace;
import dev.keyturn.port.Secret;
import dev.keyturn.port.StoreException;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to work with an account: a token that was seen to list the workspace in question. What tokens list is asked once in
 * ten minutes; an account that refuses its token is asked by one probe with slowing rhythm, not by each of its credentials.
 */
public final class Sessions {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    /** An open account, or why it is not. */
    public sealed interface Session {
        /**
         * The account answers.
         *
         * @param record name of the account record
         * @param older the token in the account's Secret is refused, and this is one that worked before it
         */
        record Open(Access access, String record, List<Workspace> workspaces, boolean older) implements Session {
            Open(Access access, String record, List<Workspace> workspaces) {
                this(access, record, workspaces, false);
            }

            /** The workspace of a slug. */
            public Optional<Workspace> workspace(String slug) {
                return workspaces.stream()
                        .filter(seen -> seen.slug().equals(slug))
                        .findFirst();
            }
        }

        record Closed(Reason reason, String detail, Optional<Duration> after) implements Session {}
    }

    private final AccountTokens tokens;
    private final AccountRecords records;
    private final Installation installation;
    private final TokenLists lists;
    private final Refusals refusals;
    private final Set<String> onOlder = ConcurrentHashMap.newKeySet();
    private volatile Consumer<Account> onChange = _ -> {};

    public Sessions(Accounts accounts, AccountRecords records, Installation installation, InstantSource time) {
        tokens = new AccountTokens(accounts);
        this.records = records;
        this.installation = installation;
        lists = new TokenLists(time);
        refusals = new Refusals(time);
    }

    /** Called when the provider begins or ceases to refuse an account, or the token in its Secret alone. */
    public void onChange(Consumer<Account> listener) {
        onChange = listener;
    }

    /** Name of the record of an account. */
    public String recordOf(Account account) {
        return installation.accountRecord(
                account.kind(), account.namespace(), account.name(), account.uid(), account.endpoint());
    }

    /** When the next probe of an account that refuses its token is due; empty while it refuses none. */
    public Optional<Instant> refusedUntil(Account account) {
        return refusals.nextProbe(recordOf(account));
    }

    /** Whether the provider was last found to refuse the token in the account's Secret, and to know one that worked before. */
    public boolean isOnOlder(Account account) {
        return onOlder.contains(recordOf(account));
    }

    /** The account's session by its own token, or by one that worked before while that still lives. */
    public Session open(Issuer issuer, Account account) {
        var record = recordOf(account);
        var wait = refusals.takeProbe(record);
        if (wait.isPresent()) {
            return new Session.Closed(Reason.AccountUnauthorized, described(account, Reason.AccountUnauthorized), wait);
        }
        return switch (tokens.of(record, account)) {
            case Accounts.Token.Unusable(var reason, var detail) ->
                new Session.Closed(reason, detail, Optional.empty());
            case Accounts.Token.Present(var token) -> open(issuer, account, token);
        };
    }

    private Session open(Issuer issuer, Account account, Secret token) {
        var record = recordOf(account);
        var candidates = new LinkedHashSet<Secret>();
        candidates.add(token);
        recorded(record).forEach(other -> candidates.add(other.token()));
        Session.Closed closed = null;
        for (var candidate : candidates) {
            switch (lists.ask(issuer, new Access(account.endpoint(), candidate))) {
                case Answer.Ok<List<Workspace>>(var workspaces) -> {
                    var older = !candidate.equals(token);
                    var turned = older ? onOlder.add(record) : onOlder.remove(record);
                    if (refusals.end(record) || turned) {
                        onChange.accept(account);
                    }
                    var open = new Session.Open(new Access(account.endpoint(), candidate), record, workspaces, older);
                    if (!older) {
                        renew(open);
                    }
                    return open;
                }
                case Answer.Fault<List<Workspace>> fault -> {
                    if (fault.kind() != Answer.Kind.UNAUTHORIZED) {
                        return new Session.Closed(fault.reason(), described(account, fault.reason()), fault.after());
                    }
                    closed = new Session.Closed(
                            Reason.AccountUnauthorized,
                            described(account, Reason.AccountUnauthorized),
                            Optional.empty());
                }
            }
        }
        tokens.forget(record);
        refuse(account, record);
        return closed == null
                ? new Session.Closed(Reason.TokenMissing, "the account has no token", Optional.empty())
                : closed;
    }

    /** The tokens that worked before; none where they cannot be read, which is no reason not to work with the account's own. */
    private List<AccountRecords.Known> recorded(String record) {
        try {
            return records.read(record).map(AccountRecord::tokens).orElse(List.of());
        } catch (StoreException e) {
            log.atWarn().addKeyValue("record", record).log("{}", e.getMessage());
            return List.of();
        }
    }

    static String described(Account account, Reason reason) {
        return account.reference()
                + switch (reason) {
                    case AccountUnauthorized ->
                        ": the provider refuses its service token; put a valid one into Secret "
                                + account.tokenSecret();
                    default -> ": " + Words.of(reason);
                };
    }

    static String notSeen(String workspace) {
        return "no token of the account lists workspace " + workspace
                + " any more; put one that does into the Secret that the account names";
    }

    private void refuse(Account account, String record) {
        if (refusals.begin(record)) {
            onChange.accept(account);
        }
    }

    /** Another token was published for the account: if it refused those before, it is asked at once. */
    void tokenPublished(Account account) {
        tokens.forget(recordOf(account));
        if (refusals.probeNow(recordOf(account))) {
            onChange.accept(account);
        }
    }

    /** After a 401 or a 404 nothing is believed of the token any more. */
    public void doubt(Access access) {
        lists.doubt(access);
    }

    /** The right to work at a workspace that was known by its uid, with the account's object or without it. */
    public Session forWorkspace(Issuer issuer, Optional<Account> account, Place place) {
        Session closed = new Session.Closed(Reason.WorkspaceNotSeen, notSeen(place.workspace()), Optional.empty());
        if (account.filter(known -> known.endpoint().equals(place.endpoint())).isPresent()) {
            var session = open(issuer, account.get());
            if (session instanceof Session.Open open && lists(place).test(open.workspaces())) {
                return open;
            }
            closed = session instanceof Session.Closed ? session : closed;
        }
        for (var known :
                records.read(place.account()).map(AccountRecord::tokens).orElse(List.of())) {
            var access = new Access(place.endpoint(), known.token());
            if (lists.ask(issuer, access) instanceof Answer.Ok<List<Workspace>>(var workspaces)
                    && lists(place).test(workspaces)) {
                return new Session.Open(access, place.account(), workspaces);
            }
        }
        return closed;
    }

    /** Calls go by the slug, and the uid says that it is still the same workspace. */
    private static Predicate<List<Workspace>> lists(Place place) {
        return workspaces -> workspaces.stream()
                .anyMatch(workspace -> workspace.uid().equals(place.workspaceUid())
                        && workspace.slug().equals(place.workspace()));
    }

    /**
     * Where there is a record it gets the token, if it has another one: keys are to be ended by the newest that works, and not by one that
     * somebody has ended since. Where there is none, none is needed yet.
     */
    public void renew(Session.Open session) {
        try {
            if (records.read(session.record()).isPresent()) {
                remember(session);
            }
        } catch (WriteLostException | StoreException e) {
            log.atDebug().addKeyValue("record", session.record()).log("not kept up: {}", e.getMessage());
        }
    }

    /** Makes sure that the record has the token that was just seen to work; writes nothing where it has. */
    void remember(Session.Open session) throws WriteLostException {
        var uids = new LinkedHashSet<String>();
        session.workspaces().forEach(workspace -> uids.add(workspace.uid()));
        var existing = records.read(session.record());
        var before = existing.map(AccountRecord::tokens).orElse(List.of());
        var known = new AccountRecords.Known(session.access().token(), uids);
        if (before.contains(known)) {
            return;
        }
        var tokens = new ArrayList<AccountRecords.Known>();
        tokens.add(known);
        before.stream()
                .filter(other -> !other.token().equals(known.token()) && !uids.containsAll(other.workspaceUids()))
                .forEach(tokens::add);
        records.write(new AccountRecord(
                session.record(), session.access().endpoint(), tokens, existing.flatMap(AccountRecord::version)));
    }
}
