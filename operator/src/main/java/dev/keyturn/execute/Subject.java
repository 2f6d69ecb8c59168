package dev.keyturn.execute;

import dev.keyturn.plan.DeletionPolicy;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.Resource;
import dev.keyturn.plan.Target;

/** What a pass is about. */
public sealed interface Subject {

    /** What its keyring publishes. */
    Target target();

    /** Kind of the resource. */
    String kind();

    /** A resource with a usable spec. */
    record Wanted(Resource resource, Demand demand) implements Subject {
        @Override
        public Target target() {
            return demand.target();
        }

        @Override
        public String kind() {
            return resource.owner().kind();
        }
    }

    /** A resource whose spec cannot be used. */
    record Unusable(Resource resource, Target target, String detail) implements Subject {
        @Override
        public String kind() {
            return resource.owner().kind();
        }
    }

    /** A resource that was deleted and still has the finalizer. */
    record Deleted(Resource resource, Target target, DeletionPolicy policy) implements Subject {
        @Override
        public String kind() {
            return resource.owner().kind();
        }
    }

    /**
     * A keyring looked at for itself.
     *
     * @param ownerGone whether this owner is not there; says nothing of another who took over since
     */
    record Orphan(Target target, Owner owner, boolean ownerGone) implements Subject {
        @Override
        public String kind() {
            return owner.kind();
        }
    }
}
