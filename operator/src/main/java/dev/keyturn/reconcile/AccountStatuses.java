package dev.keyturn.reconcile;

import static dev.keyturn.plan.Reason.AccountUnauthorized;
import static dev.keyturn.plan.Reason.TokenUnmanaged;

import dev.keyturn.crd.Grant;
import dev.keyturn.crd.SuprSendAccountStatus;
import dev.keyturn.crd.WorkspaceStatus;
import dev.keyturn.execute.Sessions;
import dev.keyturn.plan.Planner;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Accounts;
import dev.keyturn.port.Accounts.Account;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.KeyringStore;
import dev.keyturn.port.UnreadableKeyringException;
import dev.keyturn.project.View.ConditionView;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an account's status says: whether the provider knows its token, and what that lists. */
public final class AccountStatuses {

    private static final Logger log = LoggerFactory.getLogger(AccountStatuses.class);

    /** How soon an account that is not ready is looked at again. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Duration SLOWEST = Duration.ofMinutes(5);

    /** A status, and how long it stands. */
    record Made(SuprSendAccountStatus status, Duration again) {}

    private final Accounts accounts;
    private final Sessions sessions;
    private final Issuer issuer;
    private final KeyringStore keyrings;
    private final InstantSource time;
    private final Map<String, Integer> looks = new ConcurrentHashMap<>();
    private final Map<String, Accounts.Token> authenticated = new ConcurrentHashMap<>();

    public AccountStatuses(
            Accounts accounts, Sessions sessions, Issuer issuer, KeyringStore keyrings, InstantSource time) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.issuer = issuer;
        this.keyrings = keyrings;
        this.time = time;
    }

    /**
     * What is to be said of an account.
     *
     * @param grants that its spec has
     */
    Made of(
            Account account,
            @Nullable List<Grant> grants,
            @Nullable SuprSendAccountStatus before,
            @Nullable Long generation) {
        if (!accounts.endpoint(account.endpoint()).known()) {
            return made(
                    account,
                    before,
                    generation,
                    Reason.EndpointUnknown,
                    "the operator's configuration has no endpoint " + account.endpoint()
                            + "; add it there, or make the account anew with one that it has",
                    false,
                    List.of());
        }
        var token = accounts.token(account);
        var answered = before != null
                        && isReady(before, generation)
                        && degraded(before).equals(isUnmanaged(account) ? TokenUnmanaged.name() : "")
                        && sessions.refusedUntil(account).isEmpty()
                        && !sessions.isOnOlder(account)
                        && token.equals(authenticated.get(sessions.recordOf(account)))
                ? before
                : null;
        if (answered != null && Grants.unknown(grants, answered.workspaces()).isEmpty()) {
            return new Made(answered, Planner.LONGEST_WAIT);
        }
        return switch (sessions.open(issuer, account)) {
            case Sessions.Session.Open open -> {
                looks.remove(sessions.recordOf(account));
                authenticated.put(sessions.recordOf(account), token);
                sessions.renew(open);
                var workspaces = open.workspaces().stream()
                        .sorted(Comparator.comparing(Issuer.Workspace::slug))
                        .map(workspace -> new WorkspaceStatus(workspace.slug(), workspace.uid(), workspace.mode()))
                        .toList();
                yield made(
                        account,
                        before,
                        generation,
                        Reason.Authenticated,
                        Grants.unknown(grants, workspaces),
                        open.older(),
                        workspaces);
            }
            // Only a missing workspace was asked about: no answer says nothing of the token.
            case Sessions.Session.Closed closed
            when answered != null && closed.reason() != AccountUnauthorized -> new Made(answered, SLOWEST);
            case Sessions.Session.Closed closed ->
                made(
                        account,
                        before,
                        generation,
                        closed.reason(),
                        closed.detail(),
                        false,
                        before == null ? List.of() : before.workspaces());
        };
    }

    /** An account that answered and whose token is the same since is asked no more than its credentials need. */
    private static boolean isReady(SuprSendAccountStatus before, @Nullable Long generation) {
        return before.conditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.getType())
                        && "True".equals(condition.getStatus())
                        && Objects.equals(condition.getObservedGeneration(), generation));
    }

    /** Whether its token was looked after by a ServiceToken that is gone. */
    private boolean isUnmanaged(Account account) {
        try {
            return keyrings.read(keyrings.nameOf(new Target(account.tokenNamespace(), account.tokenSecret())))
                    .filter(stored -> switch (stored.keyring().ledger().standing()) {
                        case Released, Unowned, Retained -> true;
                        case Living -> false;
                    })
                    .isPresent();
        } catch (UnreadableKeyringException e) {
            log.atDebug().addKeyValue("account", account.reference()).log("{}", e.getMessage());
            return false;
        }
    }

    /** The reason of the condition; empty where there is none. */
    private static String degraded(SuprSendAccountStatus before) {
        return before.conditions().stream()
                .filter(condition -> "Degraded".equals(condition.getType()))
                .map(Condition::getReason)
                .findFirst()
                .orElse("");
    }

    private Made made(
            Account account,
            @Nullable SuprSendAccountStatus before,
            @Nullable Long generation,
            Reason reason,
            String detail,
            boolean older,
            List<WorkspaceStatus> workspaces) {
        var ready = reason == Reason.Authenticated;
        var conditions = new ArrayList<ConditionView>();
        conditions.add(new ConditionView("Ready", ready, reason, detail));
        if (!ready && reason.needsAPerson()) {
            conditions.add(new ConditionView("Stalled", true, reason, detail));
        } else if (!ready) {
            conditions.add(new ConditionView("Reconciling", true, reason, detail));
        }
        if (older) {
            conditions.add(new ConditionView("Degraded", true, AccountUnauthorized, refused(account)));
        } else if (isUnmanaged(account)) {
            conditions.add(new ConditionView("Degraded", true, TokenUnmanaged, unmanaged(account)));
        }
        Instant now = time.instant();
        return new Made(
                new SuprSendAccountStatus(
                        generation,
                        Conditions.merged(
                                before == null ? List.of() : before.conditions(), conditions, generation, now),
                        workspaces),
                ready ? (older ? SLOWEST : restsFor(detail)) : slowing(account, now));
    }

    private static String refused(Account account) {
        return "the provider refuses the token in Secret " + account.tokenSecret() + " in namespace "
                + account.tokenNamespace()
                + "; Keyturn goes on with one that worked before: put a token that works into the Secret before you delete that one at"
                + " SuprSend";
    }

    private static String unmanaged(Account account) {
        return "Secret " + account.tokenSecret() + " in namespace " + account.tokenNamespace()
                + " was looked after by a ServiceToken that is gone: nobody is asked for a new token any more; apply a ServiceToken for that"
                + " Secret again, or put another token into another Secret, name that one, and then delete the old token at SuprSend";
    }

    /** Where there is something to be mended it is seen within minutes that it was. */
    private static Duration restsFor(String detail) {
        return detail.isEmpty() ? Planner.LONGEST_WAIT : SLOWEST;
    }

    private Duration slowing(Account account, Instant now) {
        var refusedUntil = sessions.refusedUntil(account);
        if (refusedUntil.isPresent()) {
            return Pace.until(refusedUntil.get(), now);
        }
        var before = looks.merge(sessions.recordOf(account), 1, Integer::sum) - 1;
        var wait = SOON.multipliedBy(1L << Math.min(before, 5));
        return wait.compareTo(SLOWEST) > 0 ? SLOWEST : wait;
    }
}
