package dev.keyturn.reconcile;

import dev.keyturn.crd.SuprSendAccountStatus;
import dev.keyturn.crd.WorkspaceStatus;
import dev.keyturn.execute.Sessions;
import dev.keyturn.plan.Planner;
import dev.keyturn.plan.Reason;
import dev.keyturn.port.Accounts;
import dev.keyturn.port.Accounts.Account;
import dev.keyturn.port.Issuer;
import dev.keyturn.project.View.ConditionView;
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

/** What an account's status says: whether the provider knows its token, and what that lists. */
public final class AccountStatuses {

    /** How soon an account that is not ready is looked at again. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Duration SLOWEST = Duration.ofMinutes(5);

    /** A status, and how long it stands. */
    record Made(SuprSendAccountStatus status, Duration again) {}

    private final Accounts accounts;
    private final Sessions sessions;
    private final Issuer issuer;
    private final InstantSource time;
    private final Map<String, Integer> looks = new ConcurrentHashMap<>();
    private final Map<String, Accounts.Token> authenticated = new ConcurrentHashMap<>();

    public AccountStatuses(Accounts accounts, Sessions sessions, Issuer issuer, InstantSource time) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.issuer = issuer;
        this.time = time;
    }

    Made of(Account account, @Nullable SuprSendAccountStatus before, @Nullable Long generation) {
        if (!accounts.endpoint(account.endpoint()).known()) {
            return made(
                    account,
                    before,
                    generation,
                    Reason.EndpointUnknown,
                    "the operator's configuration has no endpoint " + account.endpoint()
                            + "; add it there, or make the account anew with one that it has",
                    List.of());
        }
        var token = accounts.token(account);
        if (before != null
                && isReady(before, generation)
                && sessions.refusedUntil(account).isEmpty()
                && token.equals(authenticated.get(sessions.recordOf(account)))) {
            return new Made(before, Planner.LONGEST_WAIT);
        }
        return switch (sessions.open(issuer, account)) {
            case Sessions.Session.Open open -> {
                looks.remove(sessions.recordOf(account));
                authenticated.put(sessions.recordOf(account), token);
                yield made(
                        account,
                        before,
                        generation,
                        Reason.Authenticated,
                        "",
                        open.workspaces().stream()
                                .sorted(Comparator.comparing(Issuer.Workspace::slug))
                                .map(workspace ->
                                        new WorkspaceStatus(workspace.slug(), workspace.uid(), workspace.mode()))
                                .toList());
            }
            case Sessions.Session.Closed closed ->
                made(
                        account,
                        before,
                        generation,
                        closed.reason(),
                        closed.detail(),
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

    private Made made(
            Account account,
            @Nullable SuprSendAccountStatus before,
            @Nullable Long generation,
            Reason reason,
            String detail,
            List<WorkspaceStatus> workspaces) {
        var ready = reason == Reason.Authenticated;
        var conditions = new ArrayList<ConditionView>();
        conditions.add(new ConditionView("Ready", ready, reason, detail));
        if (!ready && reason.needsAPerson()) {
            conditions.add(new ConditionView("Stalled", true, reason, detail));
        } else if (!ready) {
            conditions.add(new ConditionView("Reconciling", true, reason, detail));
        }
        Instant now = time.instant();
        return new Made(
                new SuprSendAccountStatus(
                        generation,
                        Conditions.merged(
                                before == null ? List.of() : before.conditions(), conditions, generation, now),
                        workspaces),
                ready ? Planner.LONGEST_WAIT : slowing(account, now));
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
