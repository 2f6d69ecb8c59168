package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Ledgers.intent;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Steps.settled;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.in;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose a keyring is, and what changes hands with it. */
final class OwnershipTest {

    private static final Step TAKE = new Step.TakeOver();
    private static final Owner AGAIN = new Owner("SuprSendApiKey", "shop", "checkout", "uid-2", "ns-1");
    private static final Owner RENAMED = new Owner("SuprSendApiKey", "shop", "basket", "uid-2", "ns-1");
    private static final Owner OTHER_KIND = new Owner("SuprSendWorkspaceKey", "shop", "checkout", "uid-2", "ns-1");
    private static final Owner STRANGER = new Owner("SuprSendApiKey", "shop", "checkout", "uid-2", "ns-2");
    private static final Owner RENAMED_STRANGER = new Owner("SuprSendApiKey", "shop", "basket", "uid-2", "ns-2");
    private static final Outcome TAKEN = new Outcome.TakenOver(Optional.of("wksp_1"), false);

    static Stream<Arguments> standings() {
        return Stream.of(
                argumentSet("its own", Standing.Living, Ledgers.OWNER, false),
                argumentSet("its own, which was thought to be gone", Standing.Unowned, Ledgers.OWNER, true),
                argumentSet("its own, released", Standing.Released, Ledgers.OWNER, true),
                argumentSet("its own, retained", Standing.Retained, Ledgers.OWNER, true),
                argumentSet("living, of the same name: made again while nobody looked", Standing.Living, AGAIN, true),
                argumentSet("unowned, of the same name: applied again", Standing.Unowned, AGAIN, true),
                argumentSet("released, of the same name", Standing.Released, AGAIN, true),
                argumentSet("retained, of the same name", Standing.Retained, AGAIN, true),
                argumentSet("released, of another name: renamed in Git", Standing.Released, RENAMED, true),
                argumentSet("retained, of another name", Standing.Retained, RENAMED, true),
                argumentSet("released, of another kind", Standing.Released, OTHER_KIND, true),
                argumentSet("living, in a namespace made anew", Standing.Living, STRANGER, true),
                argumentSet(
                        "unowned, in a namespace made anew, by another name", Standing.Unowned, RENAMED_STRANGER, true),
                argumentSet("released, in a namespace made anew", Standing.Released, STRANGER, true));
    }

    @ParameterizedTest
    @MethodSource("standings")
    void aKeyringBecomesTheResources(Standing standing, Owner comer, boolean taken) {
        assertThat(seen(ledger(current(7)).standing(standing, hours(1)))
                        .owner(comer)
                        .next())
                .isEqualTo(taken ? TAKE : settled());
    }

    static Stream<Arguments> conflicts() {
        return Stream.of(
                argumentSet(
                        "living, of another name",
                        Standing.Living,
                        RENAMED,
                        "give one of the two another publish.secretName"),
                argumentSet(
                        "living, of another kind",
                        Standing.Living,
                        OTHER_KIND,
                        "give one of the two another publish.secretName"),
                argumentSet("unowned, of another name", Standing.Unowned, RENAMED, "keyturn.dev/release: \"now\""),
                argumentSet(
                        "retained, in a namespace made anew",
                        Standing.Retained,
                        STRANGER,
                        "keyturn.dev/release: \"now\""));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void aKeyringOfSomebodyElseIsAConflict(Standing standing, Owner comer, String wayOut) {
        var step = seen(ledger(current(7).exposed()).standing(standing, hours(1)))
                .owner(comer)
                .next();

        assertThat(step).isInstanceOfSatisfying(Step.Halt.class, halt -> {
            assertThat(halt.reason()).isEqualTo(Reason.Conflict);
            assertThat(halt.detail())
                    .startsWith("Secret checkout-suprsend is published by SuprSendApiKey/checkout")
                    .contains(wayOut);
        });
    }

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
                                after),
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
