package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A new value that only a person can bring: asked for, taken in once it is proved, and asked for again where it does not come. */
public final class HandOffs {

    /** What was refused stays so long for whoever handed it in to see what is wrong with it. */
    static final Duration REFUSED_KEPT = Duration.ofHours(24);

    private static final Duration LEAST_REMINDER = Duration.ofHours(1);
    private static final int DOUBLINGS = 6;

    static final String TOO_LATE =
            "a value was taken in already; to hand in another one set the annotation keyturn.dev/rotate first, and end this one at the provider";

    static final String EXPOSED =
            "it was handed in before the exposure was reported, and may be what was exposed; make another one";

    private HandOffs() {}

    /** How the run that waits for a person goes on. */
    static Optional<Step> next(Observation.Claimed seen, Instant now) {
        var handOff = seen.ledger().handOff();
        if (handOff == null) {
            return Optional.empty();
        }
        if (handOff.taken() != null) {
            return Optional.of(cleared(seen, handOff, handOff.taken(), now));
        }
        var unfit = handOff.unfit();
        if (unfit != null
                && isOver(unfit, now)
                && seen.turning().delivery().equals(new DeliveryView.Filled(unfit.fingerprint()))) {
            return Optional.of(new Step.Withdraw(unfit.fingerprint()));
        }
        return Optional.of(held(seen, now).orElseGet(() -> awaited(seen, handOff, now)));
    }

    /** Nobody is asked, and nothing is taken in, for a resource that could not use it. */
    static Optional<Step> held(Observation.Claimed seen, Instant now) {
        var blocked = seen.turning().blocking(seen.account());
        if (blocked.isPresent()) {
            return blocked.map(what -> new Step.Halt(what.reason(), what.detail()));
        }
        if (seen.sink() instanceof SinkView.Refused(var reason, var detail)) {
            return Optional.of(new Step.Halt(reason, detail));
        }
        return seen.demand().suspend() && !Running.exposureRuns(seen.ledger())
                ? Optional.of(Running.suspended(now))
                : Optional.empty();
    }

    private static Step awaited(Observation.Claimed seen, HandOff handOff, Instant now) {
        if (seen.sink() instanceof SinkView.Consenting && !handOff.lookedAtSecret()) {
            return new Step.TakeStanding(seen.memo().freshAttempt());
        }
        return switch (seen.turning().delivery()) {
            case DeliveryView.Unseen _, DeliveryView.Absent _ -> new Step.Prepare();
            case DeliveryView.Foreign _ ->
                new Step.Halt(
                        Reason.NotAdoptable,
                        "Secret " + seen.demand().target().delivery()
                                + " is to hold what is handed in, and was not made by Keyturn; delete it: kubectl delete secret "
                                + seen.demand().target().delivery() + " -n "
                                + seen.demand().target().namespace());
            case DeliveryView.Empty _ -> handOff.unfit() == null ? waiting(seen, handOff, now) : new Step.Forgive();
            case DeliveryView.Filled(var fingerprint) -> lying(seen, handOff, fingerprint, now);
        };
    }

    private static Step lying(Observation.Claimed seen, HandOff handOff, String fingerprint, Instant now) {
        var unfit = handOff.unfit();
        if (unfit == null || !unfit.fingerprint().equals(fingerprint)) {
            return new Step.Accept(seen.memo().freshAttempt(), fingerprint);
        }
        return unfit.forGood() || unfit.checks().holds(now)
                ? soonest(waiting(seen, handOff, now), unfit)
                : new Step.Accept(seen.memo().freshAttempt(), fingerprint);
    }

    private static boolean isOver(HandOff.Unfit unfit, Instant now) {
        return !now.isBefore(unfit.since().plus(REFUSED_KEPT));
    }

    private static Step soonest(Step step, HandOff.Unfit unfit) {
        if (!(step instanceof Step.Wait wait)) {
            return step;
        }
        var end = unfit.since().plus(REFUSED_KEPT);
        var check = unfit.checks().retryAt();
        var look = check != null && check.isBefore(end) ? check : end;
        return new Step.Wait(look.isBefore(wait.until()) ? look : wait.until(), Reason.DeliveryRefused, wait.detail());
    }

    private static Step waiting(Observation.Claimed seen, HandOff handOff, Instant now) {
        var reminder = reminder(handOff.askedAt(), handOff.reminders(), seen.limits());
        return now.isBefore(reminder)
                ? new Step.Wait(
                        earlier(reminder, now.plus(Planner.LONGEST_WAIT)),
                        Reason.AwaitingDelivery,
                        "a new value is to be handed in")
                : new Step.Remind();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Once what was asked for is overdue, and then after twice as long each time. */
    static Instant reminder(Instant askedAt, int reminders, Limits limits) {
        var first = limits.overdueAfter().compareTo(LEAST_REMINDER) < 0 ? LEAST_REMINDER : limits.overdueAfter();
        var longest = first.multipliedBy(1L << DOUBLINGS);
        return reminders <= DOUBLINGS
                ? askedAt.plus(first.multipliedBy(1L << reminders))
                : askedAt.plus(longest.multipliedBy(reminders - DOUBLINGS + 1L));
    }

    /** What came in is in the keyring: what it came in goes, unless somebody has put another value there. */
    private static Step cleared(Observation.Claimed seen, HandOff handOff, HandOff.Taken taken, Instant now) {
        if (!(seen.turning().delivery() instanceof DeliveryView.Filled(var fingerprint))
                || fingerprint.equals(taken.fingerprint())) {
            return new Step.Withdraw(taken.fingerprint());
        }
        var unfit = handOff.unfit();
        if (unfit == null || !unfit.fingerprint().equals(fingerprint)) {
            return new Step.Refuse(fingerprint, TOO_LATE);
        }
        return isOver(unfit, now)
                ? new Step.Withdraw(fingerprint)
                : new Step.Wait(
                        earlier(unfit.since().plus(REFUSED_KEPT), now.plus(Planner.LONGEST_WAIT)), Reason.Settled, "");
    }

    /** Whether a person is waited for, or what one brought is on its way into the Secret; what lies beside that keeps nobody from asking. */
    static boolean isOpen(Ledger ledger) {
        var handOff = ledger.handOff();
        return handOff != null && (handOff.taken() == null || ledger.unpublishedRun());
    }

    /** What came too late for one run may be right for the next; what was exposed never is. */
    private static HandOff.@Nullable Unfit exposed(@Nullable HandOff before) {
        return before != null && before.unfit() != null && before.unfit().why().equals(EXPOSED) ? before.unfit() : null;
    }

    /** A run begins that a person brings the value of. Asking makes nothing, so no cap counts it and no sweep is owed. */
    static Ledger ask(Ledger ledger, Step.Ask step, Outcome.Clear clear, Instant now) {
        if (ledger.issued().isPresent() || isOpen(ledger) || step.revision() != ledger.lastRevision() + 1) {
            return ledger;
        }
        var edit = ledger.edit();
        var place = ledger.place();
        if (place != null && !place.account().equals(clear.place().account())) {
            edit.forgetAccount();
        }
        edit.handOff(HandOff.asked(now).refusing(exposed(ledger.handOff())))
                .place(clear.place())
                .rotation(Beginnings.rotation(
                        ledger, step.trigger(), step.token(), step.revision(), step.rotation(), now));
        return Beginnings.consumed(edit, ledger, step.token(), now).done();
    }

    /** What was handed in is a key now, made by nobody here and proved. */
    static Ledger taken(Ledger ledger, Outcome.Delivered delivered, Instant now) {
        var handOff = ledger.handOff();
        var rotation = ledger.rotation();
        var place = ledger.place();
        if (handOff == null
                || handOff.taken() != null
                || rotation == null
                || place == null
                || ledger.issued().isPresent()) {
            return ledger;
        }
        return ledger.edit()
                .add(Key.made(
                        delivered.attempt(),
                        ledger.owner().kind(),
                        place,
                        delivered.id(),
                        place.isWholeAccount() ? Key.BY_HAND : Key.IN_PLACE,
                        rotation.revision(),
                        true,
                        delivered.fingerprint(),
                        now,
                        delivered.expiresAt()))
                .accountUids(delivered.uids())
                .failures(Failures.NONE)
                .handOff(handOff.taking(new HandOff.Taken(delivered.attempt(), delivered.handedIn())))
                .done();
    }

    /** What was handed in cannot be used; checked again with backoff, since what was wrong may pass by itself. */
    static Ledger refused(Ledger ledger, String fingerprint, String why, boolean forGood, Instant now) {
        var handOff = ledger.handOff();
        if (handOff == null) {
            return ledger;
        }
        var before = Optional.ofNullable(handOff.unfit())
                .filter(known -> known.fingerprint().equals(fingerprint));
        var checks = Backoff.after(
                before.map(HandOff.Unfit::checks).orElse(Failures.NONE),
                Reason.DeliveryRefused,
                Optional.empty(),
                fingerprint,
                now);
        return ledger.edit()
                .handOff(handOff.refusing(new HandOff.Unfit(
                        fingerprint, why, before.map(HandOff.Unfit::since).orElse(now), checks, forGood)))
                .done();
    }

    /** What lay there is gone: by us, after it was taken in or had its time, or by whoever had put it there. */
    static Ledger withdrawn(Ledger ledger, String fingerprint) {
        var handOff = ledger.handOff();
        if (handOff == null) {
            return ledger;
        }
        if (handOff.taken() != null) {
            return ledger.edit().handOff(null).done();
        }
        var unfit = handOff.unfit();
        return unfit == null || (!fingerprint.isEmpty() && !unfit.fingerprint().equals(fingerprint))
                ? ledger
                : ledger.edit().handOff(handOff.refusing(null)).done();
    }

    /** What a person is asked to end; not while it is all that still works. */
    static List<Key> toEnd(Ledger ledger) {
        return ledger.in(KeyState.Revoking)
                .filter(Key::handedOver)
                .filter(key -> key.death().reason() != Reason.ProviderDisagrees)
                .toList();
    }

    /** Whether the provider refuses the published value and still accepts the one before: somebody ended the wrong one. */
    public static boolean isWrongOneEnded(Ledger ledger) {
        var publishedAt = ledger.current().map(Key::readBackAt);
        return publishedAt.isPresent()
                && ledger.in(KeyState.Revoking)
                        .filter(Key::handedOver)
                        .map(Key::death)
                        .filter(death -> death.reason() == Reason.ProviderDisagrees)
                        .flatMap(death -> Stream.ofNullable(death.lastAt()))
                        .anyMatch(publishedAt.get()::isBefore);
    }
}
