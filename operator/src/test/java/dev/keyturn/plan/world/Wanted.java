package dev.keyturn.plan.world;

import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Resource;

/** What the process is asked for; the resource may be deleted, and gone. */
final class Wanted {
    Resource resource;
    Demand demand;
    boolean deleted;
    boolean gone;

    Wanted(Resource resource, Demand demand) {
        this.resource = resource;
        this.demand = demand;
    }
}
