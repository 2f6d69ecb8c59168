package dev.keyturn.kube;

import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.cluster.Namespaces;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Readers.Listing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Readers at a real API server, of a Secret in a namespace of its own; and the roles and bindings that a test makes there. */
abstract class ReadersStage {

    static final String SECRETS = "{apiGroups: [\"\"], resources: [secrets], verbs: ";

    final ControlPlane cluster;
    final KubernetesClient client;
    private final List<HasMetadata> made = new ArrayList<>();
    private String namespace = "";

    ReadersStage(ControlPlane cluster, KubernetesClient client) {
        this.cluster = cluster;
        this.client = client;
    }

    @BeforeEach
    final void takeFreshNamespace() {
        namespace = Namespaces.fresh(client);
    }

    @AfterEach
    final void leaveNothingInTheCluster() {
        made.forEach(object -> client.resource(object).delete());
    }

    final String namespace() {
        return namespace;
    }

    final void make(HasMetadata object) {
        client.resource(object).create();
        made.add(object);
    }

    final Target target() {
        return new Target(namespace, "checkout");
    }

    final KubeReaders readers() {
        return new KubeReaders(client, Optional.empty());
    }

    final Listing.Known known() {
        return (Listing.Known) readers().of(target());
    }
}
