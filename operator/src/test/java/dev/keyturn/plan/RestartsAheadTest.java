package dev.keyturn.plan;

import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.plan.RestartsAhead.Use;
import dev.keyturn.plan.Workload.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said before a value turns of those that hold the one before it. */
final class RestartsAheadTest {

    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> MATCH = Map.of("reloader.stakater.com/match", "true");

    private static PodUse pod(String name, boolean byEnv, boolean ended, boolean leaving) {
        return new PodUse(name, ago(days(1)), byEnv, !byEnv, true, ended, leaving, null, Set.of(), null);
    }

    private static Use of(Workload workload) {
        return new Use(pod(workload.name() + "-0", true, false, false), Optional.of(workload));
    }

    private static Workload deployment(Standing standing, String why, Map<String, String> annotations) {
        return new Workload("Deployment", "web", "1", NOTHING, annotations, standing, why);
    }

    private static Workload free(Map<String, String> annotations) {
        return deployment(Standing.FREE, "", annotations);
    }

    private static Demand demand(Map<String, String> annotations) {
        return SampleDemand.of(Ledgers.TARGET).annotations(annotations).done();
    }

    private static List<String> lines(Map<String, String> secret, Use... uses) {
        return new RestartsAhead(demand(NOTHING), secret).of(List.of(uses));
    }

    static Stream<Arguments> uses() {
        var left = "not Deployment/web, which is left to Reloader: it is waited for";
        var auto = Map.of("reloader.stakater.com/auto", "true");
        return Stream.of(
                argumentSet("a Deployment", NOTHING, of(free(NOTHING)), "Deployment/web"),
                argumentSet("with Reloader's auto", NOTHING, of(free(auto)), left),
                argumentSet(
                        "with Reloader's reload of this Secret",
                        NOTHING,
                        of(free(Map.of("secret.reloader.stakater.com/reload", "x, checkout-suprsend"))),
                        left),
                argumentSet("of a Secret with Reloader's match", MATCH, of(free(NOTHING)), left),
                argumentSet(
                        "of a Secret with Reloader's ignore",
                        Map.of("reloader.stakater.com/ignore", "true"),
                        of(free(auto)),
                        "Deployment/web"),
                argumentSet(
                        "paused",
                        NOTHING,
                        of(deployment(Standing.STUCK, "is paused", NOTHING)),
                        "not Deployment/web, which is paused: it is waited for"),
                argumentSet(
                        "with OnDelete",
                        NOTHING,
                        of(Workload.without("StatefulSet", "db", Standing.STUCK, "has the updateStrategy OnDelete")),
                        "not StatefulSet/db, which has the updateStrategy OnDelete: it is waited for"),
                argumentSet(
                        "a Job",
                        NOTHING,
                        of(Workload.without("Job", "report", Standing.STUCK, "is not restarted by Keyturn")),
                        "not Job/report, which is not restarted by Keyturn: it is waited for"),
                argumentSet(
                        "out of reach",
                        NOTHING,
                        of(Workload.without("DaemonSet", "agent", Standing.BARRED, "may not be looked at by Keyturn")),
                        "not DaemonSet/agent, which may not be looked at by Keyturn: it is waited for"),
                argumentSet(
                        "being replaced already",
                        NOTHING,
                        of(deployment(Standing.LEAVING, "", NOTHING)),
                        "not Deployment/web again, whose pods are being replaced or go already"),
                argumentSet(
                        "a bare pod",
                        NOTHING,
                        new Use(pod("a", true, false, false), Optional.empty()),
                        "not Pod/a, which nothing would make anew: it is waited for"));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("uses")
    void each_is_named_once_with_what_would_become_of_it(Map<String, String> secret, Use use, String line) {
        assertThat(lines(secret, use, use)).containsExactly(line);
    }

    /** What the operator does, and what is said before of it, is one rule. */
    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("uses")
    void whoever_is_named_to_be_restarted_is_by_the_operator_and_nobody_else(
            Map<String, String> secret, Use use, String line) {
        var own = new Restarts.Turned(
                "a",
                Ledgers.TARGET.secretName(),
                new Replacement(7, 3, ago(days(1)), List.of(), List.of()),
                ago(days(1)),
                false);

        assertThat(use.workload()
                        .map(workload -> Restarts.judge(workload, List.of(), own, List.of(), false, secret, Times.NOW)
                                instanceof Restarts.Verdict.Restart))
                .isIn(Optional.empty(), Optional.of(!line.startsWith("not ")));
    }

    @Test
    void what_is_asked_for_on_the_secret_counts_as_being_there() {
        assertThat(new RestartsAhead(demand(MATCH), NOTHING).of(List.of(of(free(NOTHING)))))
                .containsExactly("not Deployment/web, which is left to Reloader: it is waited for");
    }

    @Test
    void who_sees_the_new_value_by_itself_or_goes_is_not_named() {
        var owner = Optional.of(free(NOTHING));

        assertThat(lines(
                        NOTHING,
                        new Use(pod("by-volume", false, false, false), owner),
                        new Use(pod("ended", true, true, false), owner),
                        new Use(pod("leaving", true, false, true), owner)))
                .containsExactly("nothing: no pod takes Secret checkout-suprsend by env, envFrom or subPath");
    }

    @Test
    void where_nothing_is_restarted_the_reason_is_said_and_what_happens_to_pods() {
        assertThat(RestartsAhead.none(demand(NOTHING), "spec.consumers.restart is Never"))
                .containsExactly(
                        "nothing: spec.consumers.restart is Never; a pod that keeps the old value is waited for");
    }

    @Test
    void nobody_waits_for_a_pod_with_the_old_value_of_a_default_pair() {
        assertThat(new RestartsAhead(
                                SampleDemand.of(Ledgers.TARGET)
                                        .defaultPair(Optional.empty())
                                        .done(),
                                NOTHING)
                        .of(List.of(new Use(pod("a", true, false, false), Optional.empty()))))
                .containsExactly(
                        "not Pod/a, which nothing would make anew: it goes on with a dead value until it is started anew");
    }
}
