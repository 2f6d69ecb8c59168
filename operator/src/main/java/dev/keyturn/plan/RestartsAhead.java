package dev.keyturn.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the next value of a credential would restart, and what it would not, with the reason: for a person who asks before. */
public final class RestartsAhead {

    private final Demand demand;
    private final Map<String, String> annotations;

    /**
     * Of a credential.
     *
     * @param annotations of its Secret as it is, where there is one
     */
    public RestartsAhead(Demand demand, Map<String, String> annotations) {
        this.demand = demand;
        // What is asked for is there when the next value is.
        this.annotations = Stream.of(annotations, demand.annotations())
                .flatMap(all -> all.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (_, wanted) -> wanted));
    }

    /**
     * A pod, with what makes it anew.
     *
     * @param workload empty where nothing does
     */
    public record Use(PodUse pod, Optional<Workload> workload) {}

    /** Whether a pod goes on with the value that it started with, as long as it is left to itself. */
    public static boolean keepsOlder(PodUse pod) {
        return pod.byEnv() && !pod.ended() && !pod.leaving();
    }

    /** Where nothing is restarted at all; {@code why} as a sentence without its end. */
    public static List<String> none(Demand demand, String why) {
        return List.of("nothing: " + why + "; a pod that keeps the old value " + fate(demand));
    }

    /** One line each, first what is restarted. */
    public List<String> of(List<Use> uses) {
        var lines = uses.stream()
                .filter(use -> keepsOlder(use.pod()))
                .map(this::line)
                .distinct()
                .sorted()
                .toList();
        return lines.isEmpty()
                ? List.of(
                        "nothing: no pod takes Secret " + demand.target().secretName() + " by env, envFrom or subPath")
                : lines;
    }

    private String line(Use use) {
        var workload = use.workload().orElse(null);
        if (workload == null) {
            return "not Pod/" + use.pod().name() + ", which nothing would make anew: it " + fate(demand);
        }
        return Restarts.hindrance(workload, demand.target().secretName(), annotations)
                .map(hindrance -> "not " + workload.reference() + ", which " + hindrance.why() + ": it " + fate(demand))
                .orElseGet(() -> workload.standing() == Workload.Standing.LEAVING
                        ? "not " + workload.reference() + " again, whose pods are being replaced or go already"
                        : workload.reference());
    }

    /** The old value of a default pair is dead as soon as the next one is there. */
    private static String fate(Demand demand) {
        return demand.defaultPair() ? "goes on with a dead value until it is started anew" : "is waited for";
    }
}
