package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.keyturn.plan.PodUse;
import dev.keyturn.plan.Target;
import dev.keyturn.port.PermissionMissingException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of pods, whatever the API server. */
abstract class WorkloadsContract {

    abstract KubernetesClient client();

    abstract String namespace();

    final List<PodUse> users() throws PermissionMissingException {
        return new KubeWorkloads(client()).users(new Target(namespace(), "checkout"));
    }

    @Test
    void thePodsOfTheNamespaceThatUseTheSecretAreFound() throws PermissionMissingException {
        make("web-0", "checkout", "");
        make("web-1", "checkout", "node-1");
        make("other", "elsewhere", "node-1");

        assertThat(users())
                .extracting(PodUse::name, PodUse::byEnv, PodUse::byVolume, PodUse::scheduled, PodUse::ended)
                .containsExactlyInAnyOrder(
                        tuple("web-0", true, false, false, false), tuple("web-1", true, false, true, false));
    }

    @Test
    void anotherNamespaceIsNotLookedAt() throws PermissionMissingException {
        make("web-0", "checkout", "");

        assertThat(new KubeWorkloads(client()).users(new Target("default", "checkout")))
                .isEmpty();
    }

    final Pod make(String name, String secret, String node) {
        var pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace())
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withNodeName(node.isEmpty() ? null : node)
                .addNewContainer()
                .withName("main")
                .withImage("example.com/web")
                .addNewEnvFrom()
                .withNewSecretRef()
                .withName(secret)
                .endSecretRef()
                .endEnvFrom()
                .endContainer()
                .endSpec()
                .build();
        return client().resource(pod).create();
    }
}
