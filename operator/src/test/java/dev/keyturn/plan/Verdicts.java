package dev.keyturn.plan;

import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.days;

import dev.keyturn.plan.Restarts.Turned;
import dev.keyturn.plan.Restarts.Verdict;
import dev.keyturn.plan.Workload.Standing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Workloads that are to be judged, and the verdicts that rows expect. */
final class Verdicts {

    static final Map<String, String> NOTHING = Map.of();

    private Verdicts() {}

    static Workload workload(Standing standing, String why, Map<String, String> marks) {
        return new Workload("Deployment", "web", "1", marks, NOTHING, standing, why);
    }

    static Workload free() {
        return workload(Standing.FREE, "", NOTHING);
    }

    static List<PodUse> pods(String... keyrings) {
        var secrets = Stream.of(keyrings).map(keyring -> "secret-" + keyring).toList();
        return List.of(new PodUse("p", ago(days(1)), true, false, true, false, false, null, Set.copyOf(secrets), null));
    }

    static Verdict judge(Workload workload, Turned own, Turned... others) {
        var all = Stream.concat(Stream.of(own), Stream.of(others)).map(Turned::keyring);
        return Restarts.judge(
                workload, pods(all.toArray(String[]::new)), own, List.of(others), others.length > 0, NOTHING, NOW);
    }

    static Verdict restart(String... keyrings) {
        return new Verdict.Restart(Stream.of(keyrings).collect(Collectors.toMap(keyring -> keyring, _ -> "7.3")));
    }
}
