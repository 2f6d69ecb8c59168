package dev.keyturn.plan;

import static dev.keyturn.plan.Replacements.foughtOver;
import static dev.keyturn.plan.Replacements.turned;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
import static dev.keyturn.plan.Verdicts.NOTHING;
import static dev.keyturn.plan.Verdicts.free;
import static dev.keyturn.plan.Verdicts.judge;
import static dev.keyturn.plan.Verdicts.pods;
import static dev.keyturn.plan.Verdicts.restart;
import static dev.keyturn.plan.Verdicts.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.plan.Restarts.Turned;
import dev.keyturn.plan.Restarts.Verdict;
import dev.keyturn.plan.Workload.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How often a workload is restarted that takes several credentials, and who waits for whom. */
final class RestartsTogetherTest {

    private static final Duration ROLLOUT = seconds(20);

    private static Verdict later(Duration in) {
        return new Verdict.Later(Optional.of(NOW.plus(in)));
    }

    static Stream<Arguments> several() {
        var marked = workload(Standing.FREE, "", Map.of("b", "7.3"));
        return Stream.of(
                argumentSet(
                        "a minute is left to the others",
                        judge(free(), turned("a", seconds(15)), turned("b", minutes(90))),
                        later(seconds(45))),
                argumentSet(
                        "and then it is restarted, for the one that turned long ago as well",
                        judge(free(), turned("a", seconds(60)), turned("b", minutes(90))),
                        restart("a", "b")),
                argumentSet(
                        "what turned within the minute is waited for",
                        judge(free(), turned("a", seconds(60)), turned("b", seconds(5))),
                        later(seconds(10))),
                argumentSet(
                        "in the eyes of the later one, too",
                        judge(free(), turned("b", seconds(15)), turned("a", seconds(70))),
                        restart("a", "b")),
                argumentSet(
                        "what turned later is not waited for, and not marked",
                        judge(free(), turned("a", seconds(70)), turned("b", seconds(5))),
                        restart("a")),
                argumentSet(
                        "what the workload was restarted for is not waited for",
                        judge(marked, turned("a", seconds(60)), turned("b", seconds(5))),
                        restart("a")),
                argumentSet(
                        "exposed: nobody is waited for",
                        judge(free(), turned("a", seconds(15), true), turned("b", minutes(90))),
                        restart("a", "b")),
                argumentSet(
                        "exposed: but who turned just then",
                        judge(free(), turned("a", seconds(15), true), turned("b", seconds(6))),
                        later(seconds(9))),
                argumentSet(
                        "exposed: not who turned eleven seconds later",
                        judge(free(), turned("a", seconds(15), true), turned("b", seconds(4))),
                        restart("a")),
                argumentSet(
                        "one beside it was exposed: that hurries for both",
                        judge(free(), turned("a", seconds(20)), turned("b", seconds(15), true)),
                        restart("a", "b")));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("several")
    void oneThatTakesSeveral(Verdict verdict, Verdict expected) {
        assertThat(verdict).isEqualTo(expected);
    }

    @Test
    void oneThatIsFoughtOverKeepsNobodyBesideItWaiting() {
        var fought = foughtOver(seconds(16), 8);
        var other = new Turned("b", "secret-b", fought, fought.at().plus(minutes(64)), false);

        assertThat(judge(free(), turned("a", seconds(15), true), other)).isEqualTo(restart("a"));
        assertThat(judge(free(), turned("a", seconds(61)), other)).isEqualTo(restart("a"));
    }

    @Test
    void anotherCredentialThatNeverTurnedGivesItsMinute() {
        assertThat(Restarts.judge(free(), pods("a", "b"), turned("a", seconds(15)), List.of(), true, NOTHING, NOW))
                .isEqualTo(later(seconds(45)));
    }

    /** Whenever the five turn within one minute, and whoever looks first. */
    @Test
    void fiveThatTurnWithinAMinuteRestartOnce() {
        var random = new Random(5);
        for (var run = 0; run < 300; run++) {
            var inHaste = run % 3 == 0;
            var spread = inHaste ? 10 : 60;
            var at = IntStream.range(0, 5)
                    .mapToObj(_ -> NOW.plusSeconds(random.nextInt(spread + 1)))
                    .toList();
            assertThat(restarts(at, inHaste)).as("published at %s", at).hasSize(1);
        }
    }

    /** What one Deployment goes through, second by second, whose old pod stays for a while after a restart: who may look looks. */
    private static List<Map<String, String>> restarts(List<Instant> at, boolean inHaste) {
        var done = new ArrayList<Map<String, String>>();
        var marks = NOTHING;
        var created = ago(days(1));
        var rolledOut = Instant.MAX;
        for (var second = 0; second < 300; second++) {
            var now = NOW.plusSeconds(second);
            if (now.equals(rolledOut)) {
                created = now.minus(ROLLOUT);
            }
            var turned = IntStream.range(0, at.size())
                    .filter(i -> !at.get(i).isAfter(now))
                    .mapToObj(i -> new Turned(
                            "k" + i,
                            "secret-k" + i,
                            new Replacement(2, 2, at.get(i), List.of(), List.of()),
                            at.get(i).plusSeconds(15),
                            inHaste))
                    .toList();
            for (var own : turned) {
                var pod = new PodUse(
                        "p",
                        created,
                        true,
                        false,
                        true,
                        false,
                        false,
                        null,
                        Set.of("secret-k0", "secret-k1", "secret-k2", "secret-k3", "secret-k4"),
                        null);
                var others = turned.stream().filter(other -> !other.equals(own)).toList();
                if (now.isBefore(own.due()) || !Restarts.keepsOlder(pod, own.replacement())) {
                    continue;
                }
                var workload = workload(Standing.FREE, "", marks);
                if (Restarts.judge(workload, List.of(pod), own, others, true, NOTHING, now)
                        instanceof Verdict.Restart(var wanted)) {
                    done.add(wanted);
                    marks = wanted;
                    rolledOut = now.plus(ROLLOUT);
                }
            }
        }
        return done;
    }
}
