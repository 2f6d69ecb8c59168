package dev.keyturn.execute;

import dev.keyturn.plan.Reason;
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
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The right to work with an account: a token that was seen to list the workspace in question. What tokens list is asked once in
 * ten minutes; an account that refuses its token is asked by one probe with slowing rhythm, not by each of its credentials.
 */
public final class Sessions {

    private static final Duration BELIEVED_FOR = Duration.ofMinutes(10);

    /** An open account, or why it is not. */
    public sealed interface Session {
        /**
         * The account answers.
         *
         * @param record name of the account record
         */
        record Open(Access access, String record, List<Workspace> workspaces) implements Session {
            /** The workspace of a slug. */
            public Optional<Workspace> workspace(String slug) {
                return workspaces.stream()
                        .filter(seen -> seen.slug().equals(slug))
                        .findFirst();
            }
        }

        record Closed(Reason reason, String detail, Optional<Duration> after) implements Session {}
    }

    private record Seen(Instant at, List<Workspace> workspaces) {}

    private record Refused(Instant nextProbe, int count) {}

    private final Accounts accounts;
    private final AccountRecords records;
    private final Installation installation;
    private final InstantSource time;
    private final Map<Access, Seen> seen = new ConcurrentHashMap<>();
    private final Map<String, Refused> refused = new ConcurrentHashMap<>();
    private volatile Consumer<Account> onChange = _ -> {};

    public Sessions(Accounts accounts, AccountRecords records, Installation installation, InstantSource time) {
        this.accounts = accounts;
        this.records = records;
        this.installation = installation;
        this.time = time;
    }

    /** Called when an account begins or ceases to refuse its token. */
    public void onChange(Consumer<Account> listener) {
        onChange = listener;
    }

    /** Name of the record of an account. */
    public String recordOf(Account account) {
        return installation.accountRecord(account.kind(), account.namespace(), account.name(), account.endpoint());
    }

    /** When the next probe of an account that refuses its token is due; empty while it refuses none. */
    public Optional<Instant> refusedUntil(Account account) {
        return Optional.ofNullable(refused.get(recordOf(account))).map(Refused::nextProbe);
    }

    /** The account's session by its own token, or by one that worked before while that still lives. */
    public Session open(Issuer issuer, Account account) {
        return switch (accounts.token(account)) {
            case Accounts.Token.Unusable(var reason, var detail) ->
                new Session.Closed(reason, detail, Optional.empty());
            case Accounts.Token.Present(var token) -> open(issuer, account, token);
        };
    }

    private Session open(Issuer issuer, Account account, Secret token) {
        var record = recordOf(account);
        var candidates = new LinkedHashSet<Secret>();
        candidates.add(token);
        records.read(record).ifPresent(known -> known.tokens().forEach(other -> candidates.add(other.token())));
        Session.Closed closed = null;
        for (var candidate : candidates) {
            switch (ask(issuer, new Access(account.endpoint(), candidate))) {
                case Answer.Ok<List<Workspace>>(var workspaces) -> {
                    if (refused.remove(record) != null) {
                        onChange.accept(account);
                    }
                    return new Session.Open(new Access(account.endpoint(), candidate), record, workspaces);
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
        refuse(account, record);
        return closed == null
                ? new Session.Closed(Reason.TokenMissing, "the account has no token", Optional.empty())
                : closed;
    }

    static String described(Account account, Reason reason) {
        return account.reference()
                + switch (reason) {
                    case AccountUnauthorized ->
                        ": the provider refuses its service token; put a valid one into Secret "
                                + account.tokenSecret();
                    case ProviderRateLimited -> ": the provider asks to wait";
                    case ProviderUnusable ->
                        ": the provider answers with something that is no answer of its API (HTML, wrong JSON, a redirect)";
                    default -> ": the provider cannot be reached or fails";
                };
    }

    private void refuse(Account account, String record) {
        var before = refused.get(record);
        var count = before == null ? 0 : Math.min(before.count() + 1, 10);
        refused.put(record, new Refused(time.instant().plus(Rhythm.after(count)), count));
        if (before == null) {
            onChange.accept(account);
        }
    }

    /** What the token lists, believed for ten minutes. */
    private Answer<List<Workspace>> ask(Issuer issuer, Access access) {
        var known = seen.get(access);
        if (known != null && time.instant().isBefore(known.at().plus(BELIEVED_FOR))) {
            return new Answer.Ok<>(known.workspaces());
        }
        var at = time.instant();
        var answer = issuer.workspaces(access);
        if (answer instanceof Answer.Ok<List<Workspace>>(var workspaces)) {
            seen.put(access, new Seen(at, workspaces));
        } else {
            seen.remove(access);
        }
        return answer;
    }

    /** After a 401 or a 404 nothing is believed of the token any more. */
    public void doubt(Access access) {
        seen.remove(access);
    }

    /** The right to work at a workspace that was known by its uid, with the account's object or without it. */
    public Session forWorkspace(Issuer issuer, Optional<Account> account, String record, String endpoint, String uid) {
        Session closed = new Session.Closed(
                Reason.WorkspaceNotSeen, "no token of the account lists the workspace any more", Optional.empty());
        if (account.filter(known -> recordOf(known).equals(record)).isPresent()) {
            var session = open(issuer, account.get());
            if (session instanceof Session.Open open && lists(uid).test(open.workspaces())) {
                return open;
            }
            closed = session instanceof Session.Closed ? session : closed;
        }
        for (var known : records.read(record).map(AccountRecord::tokens).orElse(List.of())) {
            var access = new Access(endpoint, known.token());
            if (ask(issuer, access) instanceof Answer.Ok<List<Workspace>>(var workspaces)
                    && lists(uid).test(workspaces)) {
                return new Session.Open(access, record, workspaces);
            }
        }
        return closed;
    }

    private static Predicate<List<Workspace>> lists(String uid) {
        return workspaces ->
                workspaces.stream().anyMatch(workspace -> workspace.uid().equals(uid));
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
