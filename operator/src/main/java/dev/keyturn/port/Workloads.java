package dev.keyturn.port;

import dev.keyturn.plan.PodUse;
import dev.keyturn.plan.Target;
import java.util.List;

/** What runs on a published Secret. */
public interface Workloads {

    /** The pods of the Secret's namespace that use it, from one consistent list. */
    List<PodUse> users(Target target) throws PermissionMissingException;
}
