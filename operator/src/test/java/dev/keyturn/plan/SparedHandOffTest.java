package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** While a person is asked to bring a pair, it is found out now and then whether the deployment has come to show it. */
final class SparedHandOffTest {

    private static final Step LOOK = new Step.Look(Trigger.Rejected, Seen.FRESH, Seen.TURN, null);

    private static Step next(HandOff handOff, Optional<Way> pinned, Ledgers before) {
        var seen = seen(before.rotation(Trigger.Requested, 8).lastRevision(7).handOff(handOff));
        return Planner.next(
                new Observation.Claimed(
                        seen.resource(),
                        SampleDemand.of(seen.demand().target())
                                .defaultPair(pinned)
                                .done(),
                        new AccountView.Usable(),
                        before.done().current().map(SinkViews::exactly).orElse(new SinkView.Absent()),
                        Limits.DEFAULTS,
                        seen.memo(),
                        seen.ledger(),
                        Turning.ofRecord(
                                Optional.of(Way.Delivery), Guide.NONE, new DeliveryView.Empty(), Optional.empty())),
                NOW);
    }

    @Test
    void theDeploymentIsAskedAgain() {
        assertThat(next(HandOff.asked(NOW), Optional.empty(), ledger(current(7).inPlace())))
                .isEqualTo(LOOK);
    }

    @Test
    void alsoBeforeTheFirstValueOfAll() {
        assertThat(next(HandOff.asked(NOW), Optional.empty(), ledger())).isEqualTo(LOOK);
    }

    @Test
    void whatIsPinnedIsNotFoundOut() {
        assertThat(next(
                        HandOff.asked(NOW),
                        Optional.of(Way.Delivery),
                        ledger(current(7).inPlace())))
                .isInstanceOf(Step.Wait.class);
    }
}
