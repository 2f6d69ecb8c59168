package dev.keyturn.simulator;

import java.time.Duration;

/**
 * The points about workspace keys and secrets on which the provider's documentation is silent; part of {@link Contract}.
 *
 * @param skew how far the Date of a signed request may be off, either way
 * @param refusesReplays a signature is taken once
 * @param grace how long the old secret is taken beside the new one after a rotation
 * @param bridge what the bridge shows where there are several pairs
 * @param most so many living pairs fit into a workspace, the default one included
 * @param legacyKeys the key of a default pair has the shape that old workspaces have, 20 letters and digits
 * @param missingPath the body of a 404 for a path that the deployment does not know
 */
public record PairRules(
        Duration skew,
        boolean refusesReplays,
        Duration grace,
        Bridge bridge,
        int most,
        boolean legacyKeys,
        MissingPath missingPath) {

    /** As good as any Date. */
    public static final Duration ANY_SKEW = Duration.ofDays(1_000_000);

    /** Which pair the bridge shows. */
    public enum Bridge {
        DEFAULT,
        NEWEST
    }

    /** Forms of a 404 for no path at all. */
    public enum MissingPath {
        TEXT,
        /** As if a record were missing, which only other calls can tell apart. */
        OBJECT,
        /** The page of a web framework. */
        HTML
    }

    /** A quarter of an hour, replays taken, no grace, the default pair, no limit, keys in the documented shape, plain text. */
    public static PairRules defaults() {
        return new PairRules(
                Duration.ofMinutes(15),
                false,
                Duration.ZERO,
                Bridge.DEFAULT,
                Integer.MAX_VALUE,
                false,
                MissingPath.TEXT);
    }

    public PairRules withSkew(Duration tolerated) {
        return new PairRules(tolerated, refusesReplays, grace, bridge, most, legacyKeys, missingPath);
    }

    public PairRules refusingReplays() {
        return new PairRules(skew, true, grace, bridge, most, legacyKeys, missingPath);
    }

    public PairRules withGrace(Duration afterRotation) {
        return new PairRules(skew, refusesReplays, afterRotation, bridge, most, legacyKeys, missingPath);
    }

    public PairRules with(Bridge wanted) {
        return new PairRules(skew, refusesReplays, grace, wanted, most, legacyKeys, missingPath);
    }

    public PairRules atMost(int living) {
        return new PairRules(skew, refusesReplays, grace, bridge, living, legacyKeys, missingPath);
    }

    public PairRules withLegacyKeys() {
        return new PairRules(skew, refusesReplays, grace, bridge, most, true, missingPath);
    }

    public PairRules with(MissingPath wanted) {
        return new PairRules(skew, refusesReplays, grace, bridge, most, legacyKeys, wanted);
    }
}
