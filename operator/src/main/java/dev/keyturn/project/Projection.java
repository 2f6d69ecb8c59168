package dev.keyturn.project;

import dev.keyturn.plan.AccountView;
import dev.keyturn.plan.Asking;
import dev.keyturn.plan.Brake;
import dev.keyturn.plan.Checks;
import dev.keyturn.plan.Deaths;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.HandOff;
import dev.keyturn.plan.HandOffs;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Limits;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Schedule;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Trigger;
import dev.keyturn.plan.Turning;
import dev.keyturn.plan.Words;
import dev.keyturn.project.View.ConditionView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the view of a credential from its keyring and from where the last pass came to rest. */
public final class Projection {

    private Projection() {}

    /**
     * The view.
     *
     * @param ledger of this resource's own keyring; empty while it has none
     * @param demand empty where the spec cannot be used
     * @param brake what holds all that is due, if anything does: said whatever else there is to say
     * @param refused whether the provider was just found to refuse what is published, and to list it no more
     * @param rest a wait or a halt
     */
    public static View of(
            Optional<Ledger> ledger,
            Optional<Demand> demand,
            AccountView account,
            Turning turning,
            Optional<Brake> brake,
            boolean refused,
            Step rest,
            Limits limits,
            Instant now) {
        var said = Said.of(rest);
        var conditions = new ArrayList<ConditionView>();
        var exposed = ledger.flatMap(Projection::exposedPublished);
        conditions.add(ready(ledger, exposed, refused, said));
        reconciling(ledger, exposed, said).ifPresent(conditions::add);
        if (said.reason().needsAPerson()) {
            conditions.add(new ConditionView("Stalled", true, said.reason(), said.detail()));
        }
        ledger.flatMap(known -> Asking.of(known, turning, limits, isHeld(said)))
                .map(asked -> new ConditionView("ActionRequired", true, asked.reason(), asked.message()))
                .ifPresent(conditions::add);
        brake.flatMap(held -> degraded(held.reason(), held.detail()))
                .or(() -> degraded(ledger, demand, account, said, limits, now))
                .ifPresent(conditions::add);
        conditions.add(rotating(ledger, said));
        return new View(
                ledger,
                List.copyOf(conditions),
                ledger.map(known -> keys(known, demand)).orElse(List.of()),
                ledger.filter(known -> known.rotation() != null).map(known -> step(known, said)),
                next(ledger, demand, now));
    }

    /** Nobody is asked to bring what could not be taken in. */
    private static boolean isHeld(Said said) {
        return said.reason() == Reason.Suspended || said.reason().needsAPerson();
    }

    private static Reason unprovedReason(Key key) {
        if (!key.handedOver()) {
            return Reason.RevocationUnproved;
        }
        return key.death().reason() == Reason.ProviderDisagrees ? Reason.ProviderDisagrees : Reason.Overdue;
    }

    /** Reason and detail of where a pass came to rest. */
    private record Said(Reason reason, String detail) {
        static Said of(Step rest) {
            return switch (rest) {
                case Step.Wait wait -> new Said(wait.reason(), wait.detail());
                case Step.Halt(var reason, var detail) -> new Said(reason, detail);
                default -> new Said(Reason.Settled, "");
            };
        }
    }

    private static Optional<Key> exposedPublished(Ledger ledger) {
        return ledger.keys().stream().filter(key -> key.exposed()).findFirst();
    }

    private static ConditionView ready(Optional<Ledger> ledger, Optional<Key> exposed, boolean refused, Said said) {
        var current = ledger.flatMap(Ledger::current);
        if (current.isEmpty()) {
            return new ConditionView(
                    "Ready",
                    false,
                    said.reason(),
                    said.detail().isEmpty() ? "no key was published yet" : said.detail());
        }
        if (exposed.isPresent()) {
            return new ConditionView(
                    "Ready",
                    false,
                    Reason.ExposedStillAlive,
                    "revision " + exposed.get().revision() + " was exposed and is not proved dead yet"
                            + (said.detail().isEmpty() ? "" : ": " + said.detail()));
        }
        var healing = ledger.filter(Checks::heals).isPresent();
        if (healing || refused) {
            return new ConditionView(
                    "Ready",
                    false,
                    said.reason(),
                    "the published key was ended at the provider, and a new one is " + (healing ? "made" : "to be made")
                            + (said.detail().isEmpty() ? "" : ": " + said.detail()));
        }
        if (ledger.filter(HandOffs::isWrongOneEnded).isPresent()) {
            return new ConditionView(
                    "Ready", false, Reason.ProviderDisagrees, "the provider refuses the published value");
        }
        // The value is good, and it is not what workloads find in the Secret.
        var inTheSecret = switch (said.reason()) {
            case NotAdoptable, KeyringMissing, ForeignInstallation -> false;
            default -> true;
        };
        return new ConditionView("Ready", inTheSecret, shown(ledger, said), said.detail());
    }

    /** What a good credential is at: the phase of its run, or what keeps it from going on. */
    private static Reason shown(Optional<Ledger> ledger, Said said) {
        var overlapping = ledger.filter(
                        known -> known.in(KeyState.Previous).findAny().isPresent())
                .isPresent();
        return said.reason() == Reason.Settled && overlapping ? Reason.Overlap : said.reason();
    }

    private static Optional<ConditionView> reconciling(Optional<Ledger> ledger, Optional<Key> exposed, Said said) {
        if (exposed.isPresent()) {
            return Optional.of(new ConditionView(
                    "Reconciling", true, Reason.ExposedStillAlive, "an exposed key is not proved dead yet"));
        }
        return ledger.flatMap(Ledger::current).isPresent() || said.reason().needsAPerson()
                ? Optional.empty()
                : Optional.of(
                        new ConditionView("Reconciling", true, said.reason(), "the first key is not published yet"));
    }

    private static Optional<ConditionView> degraded(
            Optional<Ledger> ledger,
            Optional<Demand> demand,
            AccountView account,
            Said said,
            Limits limits,
            Instant now) {
        if (account instanceof AccountView.Blocked(var reason, var detail) && demand.isPresent()) {
            return degraded(reason, detail);
        }
        var unproved = ledger.stream()
                .flatMap(known -> known.in(KeyState.Revoking))
                .filter(key -> key.death().count() > 0 && key.death().reason() != Reason.AwaitingDeletion)
                .findFirst();
        if (unproved.isPresent()) {
            return degraded(unprovedReason(unproved.get()), Words.ofDeath(unproved.get()));
        }
        var overdue = ledger.flatMap(known -> overdue(known, demand, limits, now));
        if (overdue.isPresent()) {
            return degraded(Reason.Overdue, overdue.get());
        }
        return switch (said.reason()) {
            case AccountUnauthorized,
                    ProviderDisagrees,
                    RevocationUnproved,
                    CapReached,
                    ProviderUnavailable,
                    ProviderUnusable,
                    ProviderRateLimited,
                    WorkspaceNotSeen,
                    WorkspaceChanged,
                    WorkspaceUnknown,
                    MissingPermission -> degraded(said.reason(), said.detail());
            default -> Optional.empty();
        };
    }

    private static Optional<ConditionView> degraded(Reason reason, String detail) {
        return Optional.of(new ConditionView("Degraded", true, reason, detail));
    }

    private static Optional<String> overdue(Ledger ledger, Optional<Demand> demand, Limits limits, Instant now) {
        return overdue(ledger.handOff(), limits, now).or(() -> overdueDeath(ledger, demand, limits, now));
    }

    private static Optional<String> overdue(@Nullable HandOff handOff, Limits limits, Instant now) {
        return Optional.ofNullable(handOff)
                .filter(asked -> asked.taken() == null
                        && asked.askedAt().plus(limits.overdueAfter()).isBefore(now))
                .map(asked ->
                        "a new value was asked for at " + Words.at(asked.askedAt()) + " and was not handed in yet");
    }

    private static Optional<String> overdueDeath(Ledger ledger, Optional<Demand> demand, Limits limits, Instant now) {
        return demand.flatMap(wanted -> ledger.in(KeyState.Previous)
                .filter(key -> Deaths.notBefore(ledger, key, wanted)
                        .filter(at -> at.plus(limits.overdueAfter()).isBefore(now))
                        .isPresent())
                .findFirst()
                .map(key -> "revision " + key.revision() + " should be dead since long"
                        + (key.waitingFor() == null ? "" : "; " + key.waitingFor() + " may still use it")));
    }

    private static ConditionView rotating(Optional<Ledger> ledger, Said said) {
        var rotation = ledger.map(Ledger::rotation);
        return rotation.map(running -> new ConditionView(
                        "Rotating",
                        true,
                        said.reason() == Reason.Settled ? Reason.Overlap : said.reason(),
                        running.trigger() + " rotation to revision " + running.revision()))
                .orElseGet(() -> new ConditionView("Rotating", false, Reason.Settled, ""));
    }

    private static String step(Ledger ledger, Said said) {
        if (ledger.issued().isPresent()) {
            return switch (said.reason()) {
                case Publishing, BackingOff, MissingPermission, NotAdoptable, KeyringMissing, ForeignInstallation ->
                    "Publish";
                default -> "Verify";
            };
        }
        if (ledger.unpublishedRun()) {
            return ledger.handOff() == null ? "Issue" : "Ask";
        }
        if (ledger.in(KeyState.Revoking).findAny().isPresent()) {
            return said.reason() == Reason.Proving ? "Prove" : "Revoke";
        }
        return "Wait";
    }

    private static List<View.KeyView> keys(Ledger ledger, Optional<Demand> demand) {
        return ledger.keys().stream()
                .sorted(Comparator.comparingInt(Key::revision).reversed().thenComparing(Key::issuedAt))
                .map(key -> new View.KeyView(key, demand.flatMap(wanted -> Deaths.notBefore(ledger, key, wanted))))
                .toList();
    }

    private static Optional<View.Next> next(Optional<Ledger> ledger, Optional<Demand> demand, Instant now) {
        return ledger.flatMap(known -> known.current()
                .flatMap(current -> demand.flatMap(wanted -> Schedule.due(known, current, wanted, now)
                        .map(due -> new View.Next(
                                due.at(),
                                Trigger.Schedule,
                                Schedule.described(wanted, Optional.ofNullable(current.expiresAt())),
                                Optional.of(due.planned()).filter(_ -> due.deferred()))))));
    }
}
