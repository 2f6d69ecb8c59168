package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Controller;
import dev.keyturn.plan.Workload;
import dev.keyturn.plan.Workload.Standing;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** What is made of owners that Keyturn does not restart, and of those that are not there. */
@EnableKubernetesMockClient(crud = true, kubernetesClientBuilderCustomizer = NoRetries.class)
@SuppressWarnings("NullAway.Init")
final class OwnersMockTest {

    private static KubernetesClient client;

    private final String namespace = Samples.freshName();

    /** The pod's controller: a ReplicaSet of that owner. */
    private Controller setOf(String owner) {
        var set = client.resource(Serialization.unmarshal("""
                        apiVersion: apps/v1
                        kind: ReplicaSet
                        metadata:
                          name: web-5d8f
                          namespace: %s
                          ownerReferences: [%s]
                        spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}}}
                        """.formatted(namespace, owner), ReplicaSet.class))
                .create();
        return new Controller(
                Owners.APPS, "ReplicaSet", "web-5d8f", set.getMetadata().getUid());
    }

    private Workload owner(Controller controller) {
        return new Owners(client).of(namespace, controller);
    }

    private static Workload left(String kind, String name) {
        return Workload.without(kind, name, Standing.STUCK, "is not restarted by Keyturn");
    }

    private static Workload gone(String kind, String name) {
        return Workload.without(kind, name, Standing.LEAVING, "");
    }

    @Test
    void a_rollout_is_named_by_its_own_name_and_not_by_that_of_its_replica_set() {
        var set = setOf("{apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web, uid: uid-1, controller: true}");

        assertThat(owner(set)).isEqualTo(left("Rollout", "web"));
    }

    @Test
    void what_calls_itself_a_deployment_elsewhere_is_none() {
        var set = setOf("{apiVersion: example.com/v1, kind: Deployment, name: web, uid: uid-1, controller: true}");

        assertThat(owner(set)).isEqualTo(left("Deployment", "web"));
        assertThat(owner(new Controller("example.com/v1", "StatefulSet", "db", "uid-2")))
                .isEqualTo(left("StatefulSet", "db"));
    }

    @Test
    void a_bare_replica_set_stands_for_itself() {
        assertThat(owner(setOf(""))).isEqualTo(left("ReplicaSet", "web-5d8f"));
    }

    @Test
    void an_owner_that_does_not_control_is_none() {
        var set = setOf("{apiVersion: apps/v1, kind: Deployment, name: web, uid: uid-1}");

        assertThat(owner(set)).isEqualTo(left("ReplicaSet", "web-5d8f"));
    }

    @Test
    void another_one_of_apps_is_left_as_well() {
        assertThat(owner(new Controller(Owners.APPS, "ControllerRevision", "web", "uid-1")))
                .isEqualTo(left("ControllerRevision", "web"));
    }

    @Test
    void of_one_that_is_gone_or_was_made_anew_the_pods_are_leaving() {
        var set = setOf("{apiVersion: apps/v1, kind: Deployment, name: web, uid: uid-1, controller: true}");

        assertThat(owner(set)).isEqualTo(gone("Deployment", "web"));
        assertThat(owner(new Controller(Owners.APPS, "ReplicaSet", "web-5d8f", "another-uid")))
                .isEqualTo(gone("ReplicaSet", "web-5d8f"));
        assertThat(owner(new Controller(Owners.APPS, "DaemonSet", "agent", "uid-2")))
                .isEqualTo(gone("DaemonSet", "agent"));
    }
}
