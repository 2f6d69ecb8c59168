package dev.keyturn.port;

import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.Target;
import java.util.Optional;

/** The custom resources, read live: what is asked before something is let go or dies. */
public interface Resources {

    /** Whether a resource is there. */
    enum Presence {
        PRESENT,
        /** The API server said that this very resource is not there. */
        GONE,
        /** The kind is not served, or the answer was about something else: says nothing. */
        UNKNOWN
    }

    /** Whether the resource of this name and uid is there. */
    Presence presence(Owner owner);

    /** What the resource asks for now; empty where it is gone, being deleted, or its spec cannot be used. */
    Optional<Demand> demand(Owner owner);

    /** Whether the kind itself is being removed, or is not served: then a deletion is no word about a credential. */
    boolean beingRemoved(String kind);

    /** A resource that publishes to the target and is not being deleted. */
    Optional<Owner> naming(Target target);
}
