package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.settled;
import static dev.keyturn.plan.Steps.waits;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is restarted for a new value, when, and how often. */
final class RestartsTest {

    private static final Map<String, String> NOTHING = Map.of();
    private static final Duration ROLLOUT = seconds(20);

    private static Replacement replacement(Duration before) {
        return new Replacement(7, 3, ago(before), List.of(), List.of());
    }

    private static Replacement foughtOver(Duration before, int again) {
        return new Replacement(7, 3, ago(before), List.of(), List.of(), "r7", again);
    }

    private static Ledgers published(Duration before, Keys... keys) {
        var all = Stream.concat(Stream.of(current(7).published(before)), Stream.of(keys))
                .toArray(Keys[]::new);
        return ledger(all)
                .sink(Ledgers.sinkOf(current(7).published(before).done()).with(replacement(before)));
    }

    static Stream<Arguments> due() {
        return Stream.of(
                argumentSet(
                        "15 s after the publication",
                        seen(published(seconds(15), previous(6).replaced(seconds(15)))),
                        new Step.Restart("7.3")),
                argumentSet(
                        "not earlier, and it is said that the old value lives on",
                        seen(published(seconds(14), previous(6).replaced(seconds(14))))
                                .overlap(seconds(44)),
                        waits(seconds(1), Reason.Overlap, "revision 6 lives on until 2026-11-24T12:00:30Z")),
                argumentSet(
                        "later where the same value is put back again and again",
                        seen(ledger(current(7).published(minutes(1)))
                                .sink(Ledgers.sinkOf(
                                                current(7).published(minutes(1)).done())
                                        .with(foughtOver(minutes(1), 3)))),
                        waits(minutes(1), Reason.Settled)),
                argumentSet(
                        "an hour later and a little at the most",
                        seen(ledger(current(7).published(minutes(64)))
                                .sink(Ledgers.sinkOf(current(7)
                                                .published(minutes(64))
                                                .done())
                                        .with(foughtOver(minutes(64), 50)))),
                        new Step.Restart("7.3.r7")),
                argumentSet(
                        "by the API server's clock, where that is ahead",
                        seen(ledger(current(7).published(minutes(2)))
                                .sink(Ledgers.sinkOf(
                                                current(7).published(minutes(2)).done())
                                        .with(replacement(seconds(5))))),
                        waits(seconds(10), Reason.Settled)),
                argumentSet(
                        "in the minutes after a turn in place, where no older value is left",
                        seen(published(hours(23))),
                        new Step.Restart("7.3")),
                argumentSet("a day later nobody asks any more", seen(published(hours(24))), settled()),
                argumentSet(
                        "but as long as an older value lives",
                        seen(published(days(3), previous(6).replaced(days(3)))).overlap(days(9)),
                        new Step.Restart("7.3")),
                argumentSet(
                        "never, where that is wished",
                        seen(published(seconds(20))).leavingConsumers(),
                        settled()),
                argumentSet("nothing was replaced", seen(ledger(current(7))), settled()),
                argumentSet(
                        "suspended: what is published is published",
                        seen(published(seconds(20))).suspended(),
                        new Step.Restart("7.3")),
                argumentSet(
                        "once it was looked at, in its own time",
                        seen(published(seconds(20))).paced("Restart 7.3", hours(9), Reason.Settled),
                        settled()));
    }

    @ParameterizedTest
    @MethodSource("due")
    void isAskedFor(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(expected);
    }

    @Test
    void nothingIsRestartedIntoAValueThatSomebodyElsePutThere() {
        assertThat(seen(published(seconds(20))).secret(Seen.foreign(7, "id-r7")).next())
                .isInstanceOf(Step.Publish.class);
    }

    private static Workload workload(Standing standing, String why, Map<String, String> marks) {
        return new Workload("Deployment", "web", "1", marks, NOTHING, standing, why);
    }

    private static Workload free() {
        return workload(Standing.FREE, "", NOTHING);
    }

    private static Workload asking(String annotation, String value) {
        return new Workload("Deployment", "web", "1", NOTHING, Map.of(annotation, value), Standing.FREE, "");
    }

    private static Turned turned(String keyring, Duration before, boolean inHaste) {
        return new Turned(
                keyring, "secret-" + keyring, replacement(before), ago(before).plusSeconds(15), inHaste);
    }

    private static Turned turned(String keyring, Duration before) {
        return turned(keyring, before, false);
    }

    private static List<PodUse> pods(String... keyrings) {
        var secrets = Stream.of(keyrings).map(keyring -> "secret-" + keyring).toList();
        return List.of(new PodUse("p", ago(days(1)), true, false, true, false, false, null, Set.copyOf(secrets), null));
    }

    private static Verdict judge(Workload workload, Turned own, Turned... others) {
        var all = Stream.concat(Stream.of(own), Stream.of(others)).map(Turned::keyring);
        return Restarts.judge(
                workload, pods(all.toArray(String[]::new)), own, List.of(others), others.length > 0, NOTHING, NOW);
    }

    private static Verdict restart(String... keyrings) {
        return new Verdict.Restart(Stream.of(keyrings).collect(Collectors.toMap(keyring -> keyring, _ -> "7.3")));
    }

    private static Verdict later(Duration in) {
        return new Verdict.Later(Optional.of(NOW.plus(in)));
    }

    static Stream<Arguments> workloads() {
        var own = turned("a", seconds(15));
        var told = new Turned(
                "a",
                "secret-a",
                new Replacement(7, 3, ago(seconds(15)), List.of("Deployment/web"), List.of()),
                NOW,
                false);
        return Stream.of(
                argumentSet("one that holds", judge(free(), own), restart("a")),
                argumentSet(
                        "marked for an earlier publication",
                        judge(workload(Standing.FREE, "", Map.of("a", "7.2")), own),
                        restart("a")),
                argumentSet(
                        "marked for this one",
                        judge(workload(Standing.FREE, "", Map.of("a", "7.3")), own),
                        new Verdict.Over()),
                argumentSet(
                        "marked so for another keyring",
                        judge(workload(Standing.FREE, "", Map.of("b", "7.3")), own),
                        restart("a")),
                argumentSet("restarted, and the mark was taken away", judge(free(), told), new Verdict.Over()),
                argumentSet(
                        "being replaced already",
                        judge(workload(Standing.LEAVING, "", NOTHING), own),
                        new Verdict.Later(Optional.empty())),
                argumentSet(
                        "paused",
                        judge(workload(Standing.STUCK, "is paused", NOTHING), own),
                        new Verdict.Later(Optional.empty())),
                argumentSet(
                        "out of reach",
                        judge(workload(Standing.BARRED, "may not be looked at by Keyturn", NOTHING), own),
                        new Verdict.Left("may not be looked at by Keyturn")));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("workloads")
    void aWorkload(Verdict verdict, Verdict expected) {
        assertThat(verdict).isEqualTo(expected);
    }

    static Stream<Arguments> reloader() {
        var match = Map.of("reloader.stakater.com/match", "true");
        return Stream.of(
                argumentSet("the Secret", free(), match, true),
                argumentSet(
                        "the Secret, which it is also to ignore",
                        free(),
                        Map.of("reloader.stakater.com/match", "true", "reloader.stakater.com/ignore", "true"),
                        false),
                argumentSet("the Secret, with a no", free(), Map.of("reloader.stakater.com/match", "false"), false),
                argumentSet("auto", asking("reloader.stakater.com/auto", "true"), NOTHING, true),
                argumentSet("auto, with a no", asking("reloader.stakater.com/auto", "false"), NOTHING, false),
                argumentSet("auto of Secrets", asking("secret.reloader.stakater.com/auto", "true"), NOTHING, true),
                argumentSet(
                        "auto of ConfigMaps", asking("configmap.reloader.stakater.com/auto", "true"), NOTHING, false),
                argumentSet("by name", asking("secret.reloader.stakater.com/reload", "x, secret-a"), NOTHING, true),
                argumentSet(
                        "another by name", asking("secret.reloader.stakater.com/reload", "secret-ab"), NOTHING, false),
                argumentSet("search", asking("reloader.stakater.com/search", "true"), NOTHING, false),
                argumentSet("search and match", asking("reloader.stakater.com/search", "true"), match, true));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("reloader")
    void whatReloaderWasAskedToServeIsLeftToIt(Workload workload, Map<String, String> secret, boolean left) {
        var own = turned("a", seconds(15));

        assertThat(Restarts.judge(workload, pods("a"), own, List.of(), false, secret, NOW))
                .isEqualTo(left ? new Verdict.Left("is left to Reloader") : restart("a"));
        assertThat(Restarts.note(workload, own, secret))
                .isEqualTo(left ? Optional.of("Deployment/web is left to Reloader") : Optional.empty());
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

    static Stream<Arguments> notes() {
        var told = new Turned(
                "a",
                "secret-a",
                new Replacement(7, 3, ago(seconds(15)), List.of("Deployment/web"), List.of()),
                NOW,
                false);
        return Stream.of(
                argumentSet("paused", workload(Standing.STUCK, "is paused", NOTHING), told, "Deployment/web is paused"),
                argumentSet(
                        "the mark was taken away",
                        free(),
                        told,
                        "Deployment/web was restarted, and somebody has undone that"),
                argumentSet("on its way", workload(Standing.FREE, "", Map.of("a", "7.3")), told, ""),
                argumentSet("about to be restarted", free(), turned("a", seconds(5)), ""),
                argumentSet("being replaced", workload(Standing.LEAVING, "", NOTHING), told, ""),
                argumentSet(
                        "a name that is too long to be shown",
                        Workload.without("Job", "j".repeat(80), Standing.STUCK, "is not restarted by Keyturn"),
                        told,
                        "Job/" + "j".repeat(63) + "… is not restarted by Keyturn"));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("notes")
    void whoeverWaitsIsTold(Workload workload, Turned own, String note) {
        assertThat(Restarts.note(workload, own, NOTHING))
                .isEqualTo(note.isEmpty() ? Optional.empty() : Optional.of(note));
    }

    @Test
    void whatCameOfItIsRememberedOnceAndForThisPublicationAlone() {
        var before = published(seconds(20), previous(6));
        var outcome = new Outcome.Restarted(
                List.of("Deployment/web"), List.of("Deployment/b is left to Reloader"), true, Optional.empty());

        var after = seen(before).after(new Step.Restart("7.3"), outcome);

        assertThat(Objects.requireNonNull(after.sink()).replacement())
                .isEqualTo(new Replacement(7, 3, ago(seconds(20)), outcome.restarted(), outcome.left()));
        assertThat(Restarts.record(after, new Step.Restart("7.3"), outcome)).isEqualTo(after);
        assertThat(seen(before).after(new Step.Restart("7.2"), outcome)).isEqualTo(before.done());
    }

    @Test
    void ofThePodsThatHoldTheOneThatNobodyRestartsIsNamed() {
        var first = new PodUse("a", ago(days(1)), true, false, true, false);
        var other = new PodUse("b", ago(days(1)), true, false, true, false).noted("Job/c is not restarted by Keyturn");

        assertThat(Gate.holder(
                        previous(6).done(),
                        List.of(first, other),
                        Ledgers.sinkOf(current(7).done()),
                        NOW))
                .map(Outcome.Held::holder)
                .contains("Pod/b (Job/c is not restarted by Keyturn)");
    }
}
