package dev.keyturn.plan.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every accident at every call of a whole rotation, and every pair of them; then a great many at random. */
final class SimulationTest {

    private static final Duration A_SWEEP_AND_MORE = Duration.ofHours(5);
    private static final int SEEDS = Integer.getInteger("keyturn.seeds", 100);
    private static final Duration DAYS = Duration.ofDays(4);

    /** A whole story under given accidents; fails where an invariant does. */
    @FunctionalInterface
    interface Story {
        void under(Choices choices, Duration horizon);
    }

    private static Story of(int processes, Duration overlap, Consumer<Run> told) {
        return (choices, horizon) -> told.accept(new Run(choices, processes, overlap, horizon));
    }

    /** The Secret shows the value before, as long as that lives. */
    private static Story showing(int processes, Duration overlap, Consumer<Run> told) {
        var data = Map.of("K", "{{apiKey}}", "OLD", "{{previous.apiKey}}");
        return (choices, horizon) -> told.accept(new Run(choices, processes, overlap, horizon, data));
    }

    private static void first(Run run) {
        run.until(Integer.MAX_VALUE, () -> {}).settledAt(1);
    }

    private static void scheduled(Run run) {
        run.withAKeyThatIsDue().until(Integer.MAX_VALUE, () -> {}).settledAt(2);
    }

    private static void late(Run run) {
        run.withAKeyThatIsDue().world.provider.acceptsLate(Duration.ofSeconds(5));
        run.until(Integer.MAX_VALUE, () -> {}).settledAt(2);
    }

    private static void exposed(Run run) {
        run.withAKeyThatIsDue().until(0, () -> run.annotate("leak")).settledAt(2);
    }

    /** What the Secret shows of the key before is exposed as well. */
    private static void exposedInTheOverlap(Run run) {
        run.withAKeyThatIsDue()
                .until(Integer.MAX_VALUE, () -> {}, Duration.ofMinutes(5))
                .until(0, () -> run.annotate("leak"))
                .settledAt(3);
    }

    private static void deleted(Run run) {
        run.withAKeyThatIsDue().until(0, () -> run.wanted.deleted = true).gone();
    }

    static Stream<Arguments> stories() {
        return Stream.of(
                argumentSet("a first key", of(1, Duration.ofHours(1), SimulationTest::first)),
                argumentSet("a scheduled rotation without overlap", of(1, Duration.ZERO, SimulationTest::scheduled)),
                argumentSet("a scheduled rotation with overlap", of(1, Duration.ofHours(1), SimulationTest::scheduled)),
                argumentSet(
                        "a scheduled rotation to a key that is accepted late",
                        of(1, Duration.ZERO, SimulationTest::late)),
                argumentSet("an exposure", of(1, Duration.ofHours(1), SimulationTest::exposed)),
                argumentSet("a deletion", of(1, Duration.ofHours(1), SimulationTest::deleted)),
                argumentSet(
                        "a scheduled rotation that shows the value before",
                        showing(1, Duration.ofHours(1), SimulationTest::scheduled)));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void endsWellWhateverHappensTwice(Story story) {
        assertThat(explore(story, Map.of(), 0, 2)).isGreaterThan(100);
    }

    static Stream<Arguments> storiesOfTwo() {
        return Stream.of(
                argumentSet("a first key", of(2, Duration.ofHours(1), SimulationTest::first)),
                argumentSet("a scheduled rotation", of(2, Duration.ZERO, SimulationTest::scheduled)),
                argumentSet("an exposure", of(2, Duration.ofHours(1), SimulationTest::exposed)),
                argumentSet("a deletion", of(2, Duration.ofHours(1), SimulationTest::deleted)),
                argumentSet(
                        "a rotation that shows the value before",
                        showing(2, Duration.ofHours(1), SimulationTest::scheduled)),
                argumentSet(
                        "an exposure where the value before is shown",
                        showing(2, Duration.ofHours(1), SimulationTest::exposedInTheOverlap)));
    }

    @ParameterizedTest
    @MethodSource("storiesOfTwo")
    void endsWellForTwoProcessesWithoutAnElection(Story story) {
        assertThat(explore(story, Map.of(), 0, 2)).isGreaterThan(100);
    }

    /** The story under these departures, and under all that have up to so many more, later ones; how many runs that were. */
    private static int explore(Story story, Map<Integer, Integer> departures, int from, int more) {
        var choices = Choices.departing(departures);
        story.under(choices, A_SWEEP_AND_MORE);
        var runs = 1;
        if (more == 0) {
            return runs;
        }
        for (var point = from; point < choices.options().size(); point++) {
            for (var option = 1; option < choices.options().get(point); option++) {
                var next = new HashMap<>(departures);
                next.put(point, option);
                runs += explore(story, next, point + 1, more - 1);
            }
        }
        return runs;
    }

    @ParameterizedTest
    @MethodSource({"stories", "storiesOfTwo"})
    void endsWellWhateverHappensOften(Story story) {
        for (var seed = 0; seed < SEEDS; seed++) {
            try {
                story.under(Choices.random(new Random(seed), 0.08), DAYS);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
