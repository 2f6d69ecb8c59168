package dev.keyturn.port;

import dev.keyturn.plan.Controller;
import dev.keyturn.plan.PodUse;
import dev.keyturn.plan.Target;
import dev.keyturn.plan.Workload;
import java.util.List;
import java.util.Map;

/** What runs on a published Secret. */
public interface Workloads {

    /** The pods of the Secret's namespace that use it, from one consistent list. */
    List<PodUse> users(Target target) throws PermissionMissingException;

    /** What owns the pods of a controller, as it is now: of a ReplicaSet its Deployment. */
    Workload owner(String namespace, Controller controller);

    /**
     * Marks the pod template of a workload, by keyring, and nothing else of it, if it is still as it was read; its own controller replaces
     * the pods then.
     */
    void restart(String namespace, Workload workload, Map<String, String> marks)
            throws WriteLostException, PermissionMissingException;
}
