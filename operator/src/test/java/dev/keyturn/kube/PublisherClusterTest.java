package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.cluster.Namespaces;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Content;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.Publisher;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ClusterTest
final class PublisherClusterTest extends PublisherContract {

    private final ControlPlane cluster;
    private final KubernetesClient client;
    private String namespace = "";

    PublisherClusterTest(ControlPlane cluster, KubernetesClient client) {
        this.cluster = cluster;
        this.client = client;
    }

    @BeforeEach
    void takeFreshNamespace() {
        namespace = Namespaces.fresh(client);
    }

    @Override
    KubernetesClient client() {
        return client;
    }

    @Override
    String namespace() {
        return namespace;
    }

    @Test
    void theTimeOfTheLastPublicationIsToldByTheServersClock() throws Exception {
        var before = Instant.now().minusSeconds(1);

        var first = publisher().write(look(), content(Samples.canary()));

        assertThat(first.writtenAt())
                .get()
                .satisfies(at -> assertThat(at).isBetween(before, Instant.now().plusSeconds(1)));
        assertThat(secret().getMetadata().getManagedFields())
                .extracting(ManagedFieldsEntry::getManager)
                .containsExactly("keyturn");

        await().pollInterval(Duration.ofMillis(100)).until(() -> Instant.now().isAfter(before.plusSeconds(3)));
        var labelled = secret();
        labelled.getMetadata().getLabels().put("team", "payments");
        client.resource(labelled).update();
        assertThat(look().writtenAt()).isEqualTo(first.writtenAt());

        var second = publisher().write(look(), content(Samples.canary()));
        assertThat(second.writtenAt().orElseThrow()).isAfter(first.writtenAt().orElseThrow());
        assertThat(second.labels()).containsEntry("team", "payments");
    }

    @Test
    void aSecretThatBecameImmutableMeanwhileStays() throws Exception {
        var seen = publisher().write(look(), content(Samples.canary()));
        var secret = secret();
        secret.setImmutable(true);
        client.resource(secret).update();

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> publisher().write(seen, content(Samples.canary())));

        assertThat(look().data()).isEqualTo(seen.data());
        assertThat(look().forbidden()).get().asString().startsWith("is immutable");
    }

    @Test
    void anImmutableSecretThatIsOursCanStillBeRemoved() throws Exception {
        publisher().write(look(), content(Samples.canary()));
        var secret = secret();
        secret.setImmutable(true);
        client.resource(secret).update();

        publisher().remove(look(), sink(false));

        assertThat(look().exists()).isFalse();
    }

    @Test
    void aSecretThatChangedSinceIsNotRemoved() throws Exception {
        var older = publisher().write(look(), content(Samples.canary()));
        var newest = publisher().write(older, content(Samples.canary()));

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> publisher().remove(older, sink(false)));

        assertThat(look()).isEqualTo(newest);
    }

    @Test
    void aSecretThatWasMadeAnewIsNotRemoved() throws Exception {
        var first = publisher().write(look(), content(Samples.canary()));
        publisher().remove(first, sink(false));
        var second = publisher().write(look(), content(Samples.canary()));

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> publisher().remove(first, sink(false)));

        assertThat(look()).isEqualTo(second);
    }

    @Test
    void aPermissionThatIsMissingIsNamed() throws Exception {
        var seen = publisher().write(look(), content(Samples.canary()));
        var absent = publisher().look(new Target(namespace, "absent"));
        try (var stranger = cluster.clientAs("stranger")) {
            Publisher refused = new KubePublisher(stranger, Set.of(), (_, _) -> false);
            var canary = Samples.canary();

            Map<String, ThrowingCallable> calls = Map.of(
                    "get", () -> refused.look(target()),
                    "create", () -> refused.write(absent, content(canary)),
                    "update", () -> refused.write(seen, content(canary)),
                    "delete", () -> refused.remove(seen, sink(false)));
            calls.forEach((verb, call) -> assertThatExceptionOfType(PermissionMissingException.class)
                    .isThrownBy(call)
                    .withMessage("Keyturn may not " + verb + " secrets in namespace " + namespace + "; grant it that")
                    .satisfies(thrown -> assertThat(Samples.allTextOf(thrown)).doesNotContain(canary)));
        }
        assertThat(look()).isEqualTo(seen);
    }

    @Test
    void aQuotaIsNotTakenForAPermission() throws Exception {
        cluster.kubectl("create", "quota", "none", "--hard=count/secrets=0", "-n", namespace)
                .orFail();
        await().untilAsserted(() -> assertThat(client.resourceQuotas()
                        .inNamespace(namespace)
                        .withName("none")
                        .require()
                        .getStatus()
                        .getHard())
                .isNotEmpty());

        assertThatExceptionOfType(PermissionMissingException.class)
                .isThrownBy(() -> publisher().write(look(), content(Samples.canary())))
                .withMessageContainingAll("refuses", "403 Forbidden", "quota");
    }

    @Test
    void aNamespaceThatIsMissingOrGoingIsNamed() throws Exception {
        var nowhere = new Target(Samples.freshName(), "checkout");
        assertThatExceptionOfType(PermissionMissingException.class)
                .isThrownBy(() -> publisher().write(publisher().look(nowhere), content(Samples.canary())))
                .withMessage("namespace " + nowhere.namespace() + " does not exist");

        cluster.kubectl("create", "configmap", "held", "-n", namespace).orFail();
        cluster.kubectl(
                        "patch",
                        "configmap",
                        "held",
                        "-n",
                        namespace,
                        "--type=merge",
                        "-p",
                        "{\"metadata\":{\"finalizers\":[\"example.com/hold\"]}}")
                .orFail();
        cluster.kubectl("delete", "namespace", namespace, "--wait=false").orFail();
        try {
            assertThatExceptionOfType(PermissionMissingException.class)
                    .isThrownBy(() -> publisher().write(look(), content(Samples.canary())))
                    .withMessage("namespace " + namespace + " is being deleted");
        } finally {
            cluster.kubectl(
                            "patch",
                            "configmap",
                            "held",
                            "-n",
                            namespace,
                            "--type=merge",
                            "-p",
                            "{\"metadata\":{\"finalizers\":null}}")
                    .orFail();
        }
    }

    @Test
    void whatTheServerFindsInvalidIsNotQuoted() throws Exception {
        var canary = Samples.canary() + " is no label";
        var content = content(Samples.canary());
        var invalid = new Content(
                content.data(), Map.of("team", canary), content.annotations(), Set.of(), Set.of(), Set.of());

        assertThatExceptionOfType(PermissionMissingException.class)
                .isThrownBy(() -> publisher().write(look(), invalid))
                .satisfies(thrown -> assertThat(Samples.allTextOf(thrown))
                        .contains("422 Invalid")
                        .doesNotContain(canary));
    }
}
