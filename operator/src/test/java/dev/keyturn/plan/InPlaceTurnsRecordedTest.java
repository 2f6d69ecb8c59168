package dev.keyturn.plan;

import static dev.keyturn.plan.InPlaceLedgers.called;
import static dev.keyturn.plan.InPlaceLedgers.calm;
import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.look;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the ledger says of each answer about a record whose value is replaced in place. */
final class InPlaceTurnsRecordedTest {

    private static final Outcome.Shown SHOWN = new Outcome.Shown(Keys.PLACE, Seen.FRESH, "rec.fresh", "hmac:new");

    @Test
    void aValueOfSomebodyElseIsTheNextRevision() {
        var after = seen(calm()).ofRecord(Way.Api).after(look(Trigger.Rejected), SHOWN);

        assertThat(after.rotation()).isEqualTo(new Rotation(Seen.TURN, Trigger.Rejected, null, 8, NOW, 1));
        assertThat(after.issued().map(Key::revision)).contains(8);
        assertThat(after.issued().filter(Key::inPlace)).isPresent();
        assertThat(after.hasHeld("hmac:new")).isTrue();
    }

    @Test
    void aValueThatWasHeldBeforeIsNoNewOne() {
        var seen = seen(calm().pastValues("hmac:new")).ofRecord(Way.Api);

        assertThat(seen.after(look(Trigger.Rejected), SHOWN)).isEqualTo(seen.ledger());
    }

    @Test
    void whatALostAnswerWouldHaveSaidEndsItsIntent() {
        var after = seen(called(seconds(3))).ofRecord(Way.Api).after(look(Trigger.Rejected), SHOWN);

        assertThat(after.intent()).isNull();
        assertThat(after.sweepUntil()).isEqualTo(NOW.plus(hours(1)));
        assertThat(after.rotation()).isEqualTo(Ledgers.run(Trigger.Requested, 8));
    }

    @Test
    void aLostAnswerLeavesTheIntentWhereItIs() {
        var seen = seen(called(seconds(3))).ofRecord(Way.Api);
        var intent = Objects.requireNonNull(seen.ledger().intent());

        var after = seen.after(new Step.Issue(intent), new Outcome.Lost(Reason.ProviderUnavailable, Optional.empty()));

        assertThat(after.intent()).isEqualTo(intent);
        assertThat(after.unaccounted()).isTrue();
    }

    @Test
    void onlyWhenNobodyHoldsItAnyMoreIsACallWithoutEffectGivenUp() {
        var held = seen(called(seconds(14))).ofRecord(Way.Api);
        var over = seen(called(seconds(15))).ofRecord(Way.Api);

        assertThat(held.after(look(Trigger.Rejected), new Outcome.Unchanged())).isEqualTo(held.ledger());
        var after = over.after(look(Trigger.Rejected), new Outcome.Unchanged());
        assertThat(after.intent()).isNull();
        assertThat(after.failures().retryAt()).isEqualTo(NOW);
        assertThat(after.sweepUntil()).isEqualTo(NOW.plus(hours(1)));
    }

    @Test
    void theWriteThatPublishesItCondemnsWhatItReplaced() {
        var key = issued(8).inPlace().done();
        var published = new Outcome.Published(NOW, false, List.of(), List.of(), List.of());

        var after = seen(ledger(current(7).inPlace(), issued(8).inPlace()).rotation(Trigger.Requested, 8))
                .ofRecord(Way.Api)
                .after(new Step.Publish(key), published);

        assertThat(after.in(KeyState.Revoking).map(Key::revision)).containsExactly(7);
        assertThat(after.current().map(Key::revision)).contains(8);
    }

    @Test
    void whoeverIsLeftAliveMayComeBackAsANewValue() {
        var left = revoking(6).inPlace().done();

        var after = seen(ledger(revoking(6).inPlace(), current(7)).pastValues("hmac:r6"))
                .after(new Step.Leave(left), new Outcome.Done());

        assertThat(after.keys()).hasSize(1);
        assertThat(after.hasHeld("hmac:r6")).isFalse();
    }

    @Test
    void aResourceThatIsAboutAPairOfItsOwnDoesNotGoOnWithTheDefaultOne() {
        var taken = new Outcome.TakenOver(Optional.of("wksp_1"), true);

        assertThat(seen(calm()).after(new Step.TakeOver(), taken).current()).isEmpty();
        assertThat(seen(calm())
                        .ofRecord(Way.Api)
                        .after(new Step.TakeOver(), taken)
                        .current())
                .isPresent();
        assertThat(seen(ledger(current(7)))
                        .ofRecord(Way.Api)
                        .after(new Step.TakeOver(), taken)
                        .current())
                .isEmpty();
    }

    /** Nobody here ends it or ever proves its death: whoever waits for that is not to be told that it came. */
    @Test
    void theExposureOfAPairThatIsLeftIsForgottenAndNotProved() {
        var taken = new Outcome.TakenOver(Optional.of("wksp_1"), true);
        var asked = new Request("leak", Trigger.Exposure, NOW, 7, null, null);
        var before = seen(ledger(current(7).inPlace().exposed()).requests(asked));

        assertThat(before.after(new Step.TakeOver(), taken).requests()).isEmpty();
        assertThat(before.ofRecord(Way.Api).after(new Step.TakeOver(), taken).requests())
                .containsExactly(asked);
    }
}
