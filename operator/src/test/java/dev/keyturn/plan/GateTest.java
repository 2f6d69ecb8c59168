package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.setAside;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which pods hold a death, and how long an exposed key's may be held. The Secret was published ten minutes ago. */
final class GateTest {

    private static final Key OLD = previous(6).done();
    private static final Instant PUBLISHED = ago(minutes(10));

    private static Sink published(Duration readBackBefore) {
        return new Sink(7, "r7", 1, PUBLISHED, ago(readBackBefore), false, List.of(), List.of(), List.of(), null, null);
    }

    private static PodUse byEnv(Duration afterPublication) {
        return new PodUse("a", PUBLISHED.plus(afterPublication), true, false, true, false);
    }

    private static PodUse byVolume() {
        return new PodUse("a", ago(minutes(90)), false, true, true, false);
    }

    static Stream<Arguments> pods() {
        return Stream.of(
                argumentSet("env, made before", byEnv(minutes(-1)), minutes(10), true),
                argumentSet(
                        "env, made ten seconds after: its kubelet may have started it with the old value",
                        byEnv(seconds(10)),
                        minutes(10),
                        true),
                argumentSet("env, made later", byEnv(seconds(11)), minutes(10), false),
                argumentSet(
                        "env, ended for good",
                        new PodUse("a", ago(minutes(90)), true, false, true, true),
                        minutes(10),
                        false),
                argumentSet(
                        "env, never scheduled",
                        new PodUse("a", ago(minutes(90)), true, false, false, false),
                        minutes(10),
                        false),
                argumentSet("volume, within the kubelet's two minutes", byVolume(), seconds(119), true),
                argumentSet("volume, after them", byVolume(), seconds(120), false),
                argumentSet(
                        "both: the longer",
                        new PodUse("a", ago(minutes(90)), true, true, true, false),
                        minutes(10),
                        true),
                argumentSet(
                        "neither", new PodUse("a", ago(minutes(90)), false, false, true, false), seconds(1), false));
    }

    @ParameterizedTest
    @MethodSource("pods")
    void aPodHolds(PodUse pod, Duration readBackBefore, boolean holds) {
        assertThat(Gate.holder(OLD, List.of(pod), published(readBackBefore), NOW))
                .isEqualTo(holds ? Optional.of(new Outcome.Held("r6", "Pod/a", seconds(10))) : Optional.empty());
    }

    @Test
    void theSameOfManyIsNamedEachTime() {
        var pods = List.of(
                new PodUse("b", ago(minutes(90)), true, false, true, false),
                byEnv(minutes(-1)),
                new PodUse("c", ago(minutes(90)), true, false, true, false));

        assertThat(Gate.holder(OLD, pods, published(minutes(10)), NOW))
                .map(Outcome.Held::holder)
                .contains("Pod/a");
    }

    static Stream<Arguments> exposed() {
        return Stream.of(
                argumentSet(
                        "from the successor's publication, where that is later",
                        minutes(9),
                        seconds(299),
                        true,
                        seconds(1)),
                argumentSet("and not longer", minutes(9), minutes(5), false, Duration.ZERO),
                argumentSet("from the token, where that is later", minutes(4), minutes(60), true, seconds(10)),
                argumentSet("and not longer than that", minutes(5), minutes(60), false, Duration.ZERO),
                argumentSet("the last seconds are not rounded up", seconds(297), minutes(60), true, seconds(3)));
    }

    @ParameterizedTest
    @MethodSource("exposed")
    void anExposedKeyIsHeld(Duration exposedBefore, Duration successorBefore, boolean waits, Duration left) {
        var key = previous(6).exposed(exposedBefore).done();
        var successor = current(7).published(successorBefore).done();

        assertThat(Gate.waits(key, successor, minutes(5), NOW)).isEqualTo(waits);
        assertThat(Gate.left(key, successor, minutes(5), NOW)).isEqualTo(left);
    }

    static Stream<Arguments> due() {
        var held = new Outcome.Held("r6", "Pod/a", seconds(10));
        return Stream.of(
                argumentSet("nobody holds it", List.of(previous(6)), byEnv(minutes(5)), free("r6")),
                argumentSet("a pod holds it", List.of(previous(6)), byEnv(minutes(-5)), held),
                argumentSet(
                        "set aside: a crash may have left it published",
                        List.of(setAside(6)),
                        byEnv(minutes(-5)),
                        held),
                argumentSet(
                        "exposed, within its time", List.of(previous(6).exposed(minutes(4))), byEnv(minutes(-5)), held),
                argumentSet(
                        "exposed, and had its time: the other one goes on waiting",
                        List.of(previous(5).exposed(minutes(50)), previous(6)),
                        byEnv(minutes(-5)),
                        free("r5")));
    }

    private static Outcome free(String... attempts) {
        return new Outcome.Condemnable(List.of(attempts));
    }

    @ParameterizedTest
    @MethodSource("due")
    void thoseThatNobodyHoldsMayDie(List<Keys> keys, PodUse pod, Outcome expected) {
        var due = keys.stream().map(Keys::done).toList();
        var ledger = ledger(current(7).published(minutes(10)))
                .sink(published(minutes(10)))
                .done();

        assertThat(Gate.judge(ledger, due, Seen.seen(ledger()).demand(), List.of(pod), NOW))
                .isEqualTo(expected);
    }

    @Test
    void whereNobodyIsToBeWaitedForItDiesAtOnce() {
        assertThat(Gate.waits(
                        previous(6).exposed(Duration.ZERO).done(), current(7).done(), Duration.ZERO, NOW))
                .isFalse();
    }

    @Test
    void oneThatWasNotExposedIsHeldAsLongAsItTakes() {
        assertThat(Gate.waits(OLD, current(7).done(), minutes(5), NOW)).isTrue();
    }
}
