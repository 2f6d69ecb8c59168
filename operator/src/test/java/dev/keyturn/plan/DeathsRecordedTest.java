package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Ledgers.run;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.condemn;
import static dev.keyturn.plan.Steps.revoke;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the ledger says of each answer on a key's way to death. */
final class DeathsRecordedTest {

    @Test
    void onlyReplacedKeysAreCondemned() {
        var before = ledger(current(8), previous(7), previous(6).waitingFor("Pod/a"), issued(9))
                .rotation(Trigger.Schedule, 9);

        var after = seen(before).after(condemn(), new Outcome.Condemnable(List.of("r6", "r8", "r9", "gone")));

        assertThat(after)
                .isEqualTo(ledger(current(8), previous(7), previous6Condemned(), issued(9))
                        .rotation(Trigger.Schedule, 9)
                        .done());
    }

    private static Keys previous6Condemned() {
        return revoking(6).replaced(hours(1)).condemned(Duration.ZERO);
    }

    @Test
    void whoHoldsADeathIsNamed() {
        var after = seen(ledger(current(7), previous(6)))
                .after(condemn(previous(6)), new Outcome.Held("r6", "Pod/a", seconds(10)));

        assertThat(after)
                .isEqualTo(ledger(current(7), previous(6).waitingFor("Pod/a")).done());
    }

    @Test
    void aDeathProvedCompletesTheRotationAndItsRequest() {
        var turn = new Turn(7, Trigger.Exposure, ago(hours(2)), ago(hours(1)), null);
        var request = new Request("x", Trigger.Exposure, ago(hours(2)), 6, ago(hours(1)), null);
        var before = ledger(current(7), revoking(6))
                .rotation(Trigger.Exposure, 7)
                .history(turn)
                .requests(request);

        assertThat(seen(before).after(revoke(revoking(6), current(7)), new Outcome.Dead()))
                .isEqualTo(ledger(current(7))
                        .history(turn.completed(NOW))
                        .requests(request.provedDead(NOW))
                        .done());
    }

    @Test
    void notBeforeTheLastOneThatItWantsDead() {
        var request = new Request("x", Trigger.Exposure, ago(hours(2)), 6, ago(hours(1)), null);
        var before = ledger(current(7), revoking(6), revoking(5))
                .rotation(run(Trigger.Exposure, 7))
                .requests(request);

        assertThat(seen(before).after(revoke(revoking(6), current(7)), new Outcome.Dead()))
                .isEqualTo(ledger(current(7), revoking(5))
                        .rotation(run(Trigger.Exposure, 7))
                        .requests(request)
                        .done());
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                argumentSet("present: seen once", revoking(6), true, revoking(6).listed(0)),
                argumentSet(
                        "absent once proves nothing",
                        revoking(6).listed(0),
                        false,
                        revoking(6).listed(1)),
                argumentSet(
                        "present again: counted from the beginning",
                        revoking(6).listed(1),
                        true,
                        revoking(6).listed(0)),
                argumentSet(
                        "absent and never listed proves nothing, and is tried more slowly",
                        revoking(6),
                        false,
                        revoking(6)
                                .death(Backoff.after(
                                        Failures.NONE, Reason.RevocationUnproved, Optional.empty(), "r6", NOW))));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void countsWhatAListSays(Keys before, boolean present, Keys expected) {
        assertThat(seen(ledger(current(7), before)).after(revoke(before), new Outcome.Listed(present)))
                .isEqualTo(ledger(current(7), expected).done());
    }

    @Test
    void aKeyListedOnceAndAbsentTwiceIsDead() {
        assertThat(seen(ledger(current(7), revoking(6).listed(1)))
                        .after(revoke(revoking(6)), new Outcome.Listed(false)))
                .isEqualTo(ledger(current(7)).done());
    }

    @Test
    void stillAcceptedIsProvedAgainForTwoMinutesThenSaidSo() {
        var young = revoking(6).condemned(minutes(1)).done();
        var old = revoking(6).condemned(minutes(2)).done();

        assertThat(Deaths.unproved(young, Optional.empty(), Optional.empty(), NOW))
                .isEqualTo(new Outcome.Blocked(
                        Reason.Proving, "the revoked key is still accepted by the provider", Optional.of(seconds(3))));
        assertThat(Deaths.unproved(old, Optional.empty(), Optional.empty(), NOW))
                .isEqualTo(new Outcome.Failed(Reason.RevocationUnproved, Optional.empty()));
    }

    @Test
    void whatWasCondemnedForLaterIsGivenItsTimeFromThen() {
        var key = revoking(6)
                .condemned(hours(1))
                .death(new Failures(0, null, null, ago(minutes(1))))
                .done();

        assertThat(Deaths.unproved(key, Optional.empty(), Optional.empty(), NOW))
                .isEqualTo(new Outcome.Blocked(
                        Reason.Proving, "the revoked key is still accepted by the provider", Optional.of(seconds(3))));
    }
}
