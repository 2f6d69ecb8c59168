package dev.keyturn.plan;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Demands for tests. Without a word more: a key of its own in staging, without a schedule, with the default overlap and waiting time. */
public final class SampleDemand {

    private final Target target;
    private Optional<Demand.Every> every = Optional.empty();
    private Duration overlap = Duration.ofHours(24);
    private Duration waitForConsumers = Duration.ofMinutes(5);
    private Map<String, String> data = Map.of();
    private Map<String, String> annotations = Map.of();
    private boolean defaultPair;
    private Optional<Way> pinned = Optional.empty();
    private Calendar calendar = Calendar.NONE;

    private SampleDemand(Target target) {
        this.target = target;
    }

    public static SampleDemand of(Target target) {
        return new SampleDemand(target);
    }

    public SampleDemand every(Duration interval, String text) {
        every = Optional.of(new Demand.Every(interval, text));
        return this;
    }

    public SampleDemand overlap(Duration value) {
        overlap = value;
        return this;
    }

    public SampleDemand waitForConsumers(Duration value) {
        waitForConsumers = value;
        return this;
    }

    public SampleDemand data(Map<String, String> value) {
        data = value;
        return this;
    }

    public SampleDemand annotations(Map<String, String> value) {
        annotations = value;
        return this;
    }

    /** The pair of the workspace, turned in this way, or in the one that is found out. */
    public SampleDemand defaultPair(Optional<Way> way) {
        defaultPair = true;
        pinned = way;
        return this;
    }

    public SampleDemand calendar(Calendar value) {
        calendar = value;
        return this;
    }

    public Demand done() {
        return new Demand(
                new Demand.AccountRef("ClusterSuprSendAccount", "default"),
                "staging",
                false,
                every,
                overlap,
                waitForConsumers,
                target,
                data,
                Map.of(),
                annotations,
                DeletionPolicy.Revoke,
                Optional.empty(),
                defaultPair,
                pinned,
                Optional.empty(),
                calendar,
                true);
    }
}
