package dev.keyturn.port;

import dev.keyturn.plan.Guide;
import dev.keyturn.port.Issuer.Access;
import java.time.Instant;
import java.util.Optional;

/**
 * What can turn a record in place: the provider replaces its value, and the old one is dead from there on. Calls are as those of {@link Issuer}; the
 * material is probed by the issuer of the same kind.
 */
public interface InPlace {

    /**
     * A record with its value as the provider shows it.
     *
     * @param turnedAt when the value was last replaced; empty where it never was, or nobody tells
     */
    record Shown(String id, Material material, Optional<Instant> turnedAt) {}

    /** How far a program gets with the record that comes with a workspace. */
    enum Reach {
        /** It turns it. */
        TURN,
        /** It reads the value, and a person turns it. */
        READ,
        /** A person turns it and brings the value. */
        NONE
    }

    /** What a person is told who has the value of the record replaced, where no program does. */
    Guide guide(String workspace);

    /** What the deployment knows; changes nothing. Found out again, since deployments are upgraded. */
    Answer<Reach> reach(Access access, String workspace);

    /** The record that came with the workspace, from a complete list; where the reach is {@link Reach#TURN}. */
    Answer<Shown> byDefault(Access access, String workspace);

    /** A record; there being none of this id is {@link Answer.Kind#MISSING}. What it shows may lag behind. */
    Answer<Shown> read(Access access, String workspace, String id);

    /** Replaces the value of a record. */
    Answer<Shown> turn(Access access, String workspace, String id, Warrant warrant);

    /** The value of the record that came with the workspace; where the reach is {@link Reach#READ}. */
    Answer<Material> overBridge(Access access, String workspace);
}
