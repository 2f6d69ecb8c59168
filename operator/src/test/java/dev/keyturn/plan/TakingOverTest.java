package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Ledgers.intent;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.in;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What changes hands with a keyring. */
final class TakingOverTest {

    private static final Step TAKE = new Step.TakeOver();
    private static final Owner AGAIN = new Owner("SuprSendApiKey", "shop", "checkout", "uid-2", "ns-1");
    private static final Owner RENAMED = new Owner("SuprSendApiKey", "shop", "basket", "uid-2", "ns-1");
    private static final Owner STRANGER = new Owner("SuprSendApiKey", "shop", "checkout", "uid-2", "ns-2");
    private static final Outcome TAKEN = new Outcome.TakenOver(Optional.of("wksp_1"), false);

    private static Ledger taken(Ledgers before, Seen seen, Outcome outcome) {
        assertThat(seen.ledger()).isEqualTo(before.done());
        return seen.after(TAKE, outcome);
    }

    @Test
    void keysStayWhereKindAndWorkspaceAreTheSame() {
        var before = ledger(current(7), previous(6)).released(hours(1)).sawRotate("old");

        var after = taken(before, seen(before).owner(RENAMED).rotate("new").exposed("leak"), TAKEN);

        assertThat(after)
                .isEqualTo(ledger(current(7), previous(6))
                        .owner(RENAMED)
                        .standing(Standing.Living, Duration.ZERO)
                        .sawRotate("old")
                        .sawRotate("new")
                        .sawExposed("leak")
                        .done());
    }

    @Test
    void keysOfAnotherWorkspaceAreReplacedByANewOne() {
        var before = ledger(current(7), previous(6), revoking(5)).released(hours(1));

        var after = taken(before, seen(before).owner(AGAIN).workspace("production"), TAKEN);

        assertThat(after.keys())
                .containsExactly(
                        previous(7)
                                .issued(hours(1))
                                .published(hours(1))
                                .replaced(Duration.ZERO)
                                .done(),
                        previous(6).done(),
                        revoking(5).done());
    }

    @Test
    void aSlugThatMeansAnotherWorkspaceCountsAsAnother() {
        var before = ledger(current(7)).released(hours(1));

        var after = taken(before, seen(before).owner(AGAIN), new Outcome.TakenOver(Optional.of("wksp_2"), true));

        assertThat(after.current()).isEmpty();
    }

    @Test
    void whatIsBeingMadeForAnotherWorkspaceIsLeftToTheSweep() {
        var before = ledger(current(7))
                .rotation(Trigger.Schedule, 8)
                .intent(intent("a1", 8, seconds(1)))
                .released(seconds(1));

        var after = taken(before, seen(before).owner(AGAIN).workspace("production"), TAKEN);
        var late = seen(before)
                .owner(AGAIN)
                .workspace("production")
                .after(
                        new Step.Issue(intent("a1", 8, seconds(1))),
                        new Outcome.Failed(Reason.ProviderUnusable, Optional.empty()));

        assertThat(after.intent()).isNull();
        assertThat(after.rotation()).isNull();
        assertThat(after.lastRevision()).isEqualTo(8);
        assertThat(after.sweepUntil()).isEqualTo(before.done().sweepUntil());
        assertThat(late.intent()).isNull();
    }

    @Test
    void whatIsBeingMadeForTheSameWorkspaceGoesOn() {
        var before = ledger(current(7))
                .rotation(Trigger.Schedule, 8)
                .intent(intent("a1", 8, seconds(1)))
                .released(seconds(1));

        assertThat(taken(before, seen(before).owner(AGAIN), TAKEN).intent()).isEqualTo(intent("a1", 8, seconds(1)));
    }

    /** It lives on; should the resource ask for it again, it is met as a new value. */
    @Test
    void aValueOfARecordThatDoesNotServeIsLetGoOf() {
        var before = ledger(current(7).inPlace(), revoking(6).inPlace())
                .pastValues("hmac:r6", "hmac:r7")
                .released(hours(1));

        var after = taken(before, seen(before).owner(AGAIN), TAKEN);

        assertThat(after.keys()).containsExactly(revoking(6).inPlace().done());
        assertThat(after.hasHeld("hmac:r7")).isFalse();
        assertThat(after.hasHeld("hmac:r6")).isTrue();
        assertThat(after.lastRevision()).isEqualTo(7);
    }

    /** Its record has another value by now: it is dead, and that is proved as ever. */
    @Test
    void aReplacedValueOfARecordIsNotLetGoOf() {
        var before = ledger(current(7).inPlace(), issued(8).inPlace())
                .pastValues("hmac:r7", "hmac:r8")
                .released(hours(1));

        var after = taken(before, seen(before).owner(AGAIN), TAKEN);

        assertThat(after.keys()).extracting(Key::attempt).containsExactly("r7");
        assertThat(after.pastValues()).containsExactly("hmac:r7");
    }

    @Test
    void theSameResourceComingBackKeepsItsTokensUnseen() {
        var before = ledger(current(7)).standing(Standing.Unowned, days(1));

        var after = taken(before, seen(before).rotate("new"), TAKEN);

        assertThat(after.tokens().sawRotate("new")).isFalse();
    }

    @Test
    void inANamespaceMadeAnewAllOldKeysAreCondemnedAndCalledAfterTheDelay() {
        var before = ledger(current(7), previous(6), revoking(5).dyingAgainIn(seconds(9)), issued(8))
                .rotation(Trigger.Schedule, 8)
                .refusedInARow(2)
                .sawRotate("old")
                .requests(new Request("old", Trigger.Requested, NOW, 6, null, null));
        var later = new Failures(0, null, null, in(hours(1)));

        var after = taken(before, seen(before).owner(STRANGER).rotate("new"), TAKEN);

        assertThat(after)
                .isEqualTo(ledger(
                                revoking(7)
                                        .issued(hours(1))
                                        .published(hours(1))
                                        .withoutReplacement()
                                        .condemned(Duration.ZERO)
                                        .death(later),
                                revoking(6)
                                        .replaced(hours(1))
                                        .condemned(Duration.ZERO)
                                        .death(later),
                                revoking(5).dyingAgainIn(seconds(9)),
                                revoking(8)
                                        .issued(seconds(60))
                                        .neverPublished()
                                        .condemned(Duration.ZERO)
                                        .death(later))
                        .owner(STRANGER)
                        .standing(Standing.Living, Duration.ZERO)
                        .lastRevision(8)
                        .sawRotate("new")
                        .sink(null)
                        .done());
    }

    @Test
    void andANewOneIsMade() {
        var before = ledger(current(7)).released(hours(1));
        var after = taken(before, seen(before).owner(STRANGER), TAKEN);
        var seen = seen(ledger().owner(STRANGER)).owner(STRANGER);

        assertThat(Planner.next(
                        new Observation.Claimed(
                                seen.resource(),
                                seen.demand(),
                                new AccountView.Usable(),
                                new SinkView.Absent(),
                                Limits.DEFAULTS,
                                seen.memo(),
                                after,
                                Turning.OVERLAPPING),
                        NOW))
                .isEqualTo(begin(Trigger.Initial, 8));
    }

    @Test
    void aRestoredBackupWhoseSecretHoldsTheCurrentValueLosesNothing() {
        var before = ledger(current(7), previous(6)).released(hours(1)).sawRotate("old");

        var after = taken(before, seen(before).owner(STRANGER), new Outcome.TakenOver(Optional.empty(), true));

        assertThat(after)
                .isEqualTo(ledger(current(7), previous(6))
                        .owner(STRANGER)
                        .standing(Standing.Living, Duration.ZERO)
                        .sawRotate("old")
                        .done());
    }
}
