package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which keys without a resource somebody has to be told of. */
final class LeftAliveTest {

    private static final Step FORBIDDEN = new Step.Wait(in(hours(1)), Reason.MissingPermission, "update secrets");
    private static final Step DYING = new Step.Wait(in(hours(1)), Reason.Proving, "");

    private static Keys tried(int revision) {
        return revoking(revision).death(new Failures(2, Reason.RevocationUnproved, in(hours(0)), in(hours(1))));
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                argumentSet("living", Standing.Living, ledger(current(7), tried(6)), DYING, List.of()),
                argumentSet("unowned", Standing.Unowned, ledger(current(7), tried(6)), DYING, List.of()),
                argumentSet("dying", Standing.Released, ledger(revoking(7), revoking(6)), DYING, List.of()),
                argumentSet("tried in vain", Standing.Released, ledger(revoking(7), tried(6)), DYING, List.of(6)),
                argumentSet(
                        "nothing may be done",
                        Standing.Released,
                        ledger(revoking(7), revoking(6)),
                        FORBIDDEN,
                        List.of(7, 6)),
                argumentSet("retained", Standing.Retained, ledger(current(7), revoking(6)), DYING, List.of()),
                argumentSet(
                        "retained beside an older one",
                        Standing.Retained,
                        ledger(current(7), previous(6)),
                        DYING,
                        List.of(6)),
                argumentSet(
                        "retained, while the Secret shows the one before",
                        Standing.Retained,
                        ledger(current(7), revoking(6))
                                .sink(Ledgers.sinkOf(current(7).done())
                                        .showing(new Sink.Previous("r6", List.of("OLD_KEY")))),
                        DYING,
                        List.of(6)),
                argumentSet(
                        "retained, and tried in vain",
                        Standing.Retained,
                        ledger(current(7), tried(6)),
                        DYING,
                        List.of(6)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTold(Standing standing, Ledgers ledger, Step rest, List<Integer> left) {
        var told = LeftAlive.of(ledger.standing(standing, hours(3)).done(), Optional.of(rest));

        assertThat(told.map(LeftAlive::keys).orElse(List.of()))
                .extracting(Key::revision)
                .containsExactlyInAnyOrderElementsOf(left);
        assertThat(told.flatMap(LeftAlive::why).isPresent()).isEqualTo(rest.equals(FORBIDDEN));
    }

    /** An attempt whose outcome nobody knows is left, too. */
    @Test
    void aSweepThatCannotBeIsToldThoughNoKeyIsKnown() {
        var nowhere = new Step.Wait(in(hours(1)), Reason.WorkspaceNotSeen, "no token lists it");

        assertThat(LeftAlive.of(ledger().standing(Standing.Released, hours(3)).done(), Optional.of(nowhere)))
                .isPresent();
    }
}
