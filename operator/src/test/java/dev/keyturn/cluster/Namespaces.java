package dev.keyturn.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Objects;

/** Namespaces for tests, which share a control plane and so need their own place in it. */
public final class Namespaces {

    private Namespaces() {}

    /** Makes one that nobody has used, in which pods can be made, and answers with its name. */
    public static String fresh(KubernetesClient client) {
        var name = client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName("test-")
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getName();
        // Pods are refused until the controller has made their service account.
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> client.serviceAccounts()
                                .inNamespace(name)
                                .withName("default")
                                .get(),
                        Objects::nonNull);
        return name;
    }
}
