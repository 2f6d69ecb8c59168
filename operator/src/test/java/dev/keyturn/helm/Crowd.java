package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.port.Names;
import dev.keyturn.simulator.ApiKey;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many credentials of one tenant, and what has become of them at the API server and at the provider. */
final class Crowd {

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final ControlPlane cluster;
    private final Tenant tenant;
    private final int size;

    Crowd(ControlPlane cluster, Tenant tenant, int size) {
        this.cluster = cluster;
        this.tenant = tenant;
        this.size = size;
    }

    void apply() {
        var manifests = IntStream.rangeClosed(1, size)
                .mapToObj(number -> """
                        apiVersion: keyturn.dev/v1alpha1
                        kind: SuprSendApiKey
                        metadata: {name: checkout-%d, namespace: %s}
                        spec:
                          workspace: staging
                          accountRef: {kind: ClusterSuprSendAccount, name: default}
                          rotation: {overlap: 0s}
                        """.formatted(number, tenant.shop))
                .collect(Collectors.joining("---\n"));
        cluster.kubectlReading(manifests, "apply", "--server-side", "-f", "-").orFail();
    }

    /** Asks for one rotation of each. */
    void rotate(String token) {
        cluster.kubectl("annotate", "ssak", "--all", "-n", tenant.shop, "--overwrite", Names.ROTATE + "=" + token)
                .orFail();
    }

    /** Of how many the published Secret has this revision. */
    long published(int revision) {
        return secrets().stream()
                .filter(secret -> String.valueOf(revision)
                        .equals(secret.getMetadata().getAnnotations().get(Names.REVISION)))
                .count();
    }

    /** Comes back when all of them say that they are settled on this revision; what they say else stands in the failure. */
    void awaitSettled(int revision) {
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(states()).isEqualTo(Map.of(revision + " Settled", (long) size)));
    }

    /** How many are in which state. */
    private Map<String, Long> states() {
        return cluster.client().resources(SuprSendApiKey.class).inNamespace(tenant.shop).list().getItems().stream()
                .collect(Collectors.groupingBy(Crowd::state, Collectors.counting()));
    }

    private static String state(SuprSendApiKey key) {
        var status = key.getStatus();
        return status == null
                ? "new"
                : status.revision() + " "
                        + status.conditions().stream()
                                .filter(condition -> "Ready".equals(condition.getType()))
                                .map(Condition::getReason)
                                .findFirst()
                                .orElse("");
    }

    /** The published values. */
    Set<String> values() {
        return secrets().stream()
                .map(secret -> secret.getData().get("SUPRSEND_API_KEY"))
                .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
    }

    private List<Secret> secrets() {
        return cluster.client()
                .secrets()
                .inNamespace(tenant.shop)
                .withLabel(Names.MANAGED_BY, Names.MANAGER)
                .list()
                .getItems();
    }

    /** Of the keys that live at the provider: those that the operator made. */
    List<ApiKey> living() {
        return tenant.provider.livingKeys("staging").stream()
                .filter(key -> key.name().startsWith("kt-"))
                .toList();
    }
}
