package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Replacements.turned;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.days;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a workload whose pods keep a value that was replaced, and what whoever waits for it is told. */
final class WorkloadVerdictsTest {

    private static final Turned TOLD = new Turned(
            "a", "secret-a", new Replacement(7, 3, ago(seconds(15)), List.of("Deployment/web"), List.of()), NOW, false);

    private static Workload asking(String annotation, String value) {
        return new Workload("Deployment", "web", "1", NOTHING, Map.of(annotation, value), Standing.FREE, "");
    }

    static Stream<Arguments> workloads() {
        var own = turned("a", seconds(15));
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
                argumentSet("restarted, and the mark was taken away", judge(free(), TOLD), new Verdict.Over()),
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

    static Stream<Arguments> notes() {
        return Stream.of(
                argumentSet("paused", workload(Standing.STUCK, "is paused", NOTHING), TOLD, "Deployment/web is paused"),
                argumentSet(
                        "the mark was taken away",
                        free(),
                        TOLD,
                        "Deployment/web was restarted, and somebody has undone that"),
                argumentSet("on its way", workload(Standing.FREE, "", Map.of("a", "7.3")), TOLD, ""),
                argumentSet("about to be restarted", free(), turned("a", seconds(5)), ""),
                argumentSet("being replaced", workload(Standing.LEAVING, "", NOTHING), TOLD, ""),
                argumentSet(
                        "a name that is too long to be shown",
                        Workload.without("Job", "j".repeat(80), Standing.STUCK, "is not restarted by Keyturn"),
                        TOLD,
                        "Job/" + "j".repeat(63) + "… is not restarted by Keyturn"));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("notes")
    void whoeverWaitsIsTold(Workload workload, Turned own, String note) {
        assertThat(Restarts.note(workload, own, NOTHING))
                .isEqualTo(note.isEmpty() ? Optional.empty() : Optional.of(note));
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
