package dev.keyturn.kube;

import dev.keyturn.plan.Owner;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Deliveries;
import dev.keyturn.port.Names;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Secrets in which people hand values in. They bear the labels of published ones, too: so the watch that there is of those tells when
 * somebody has put a value there, and no right to watch more is needed.
 */
public final class KubeDeliveries implements Deliveries {

    private final SecretCalls secrets;

    public KubeDeliveries(KubernetesClient client) {
        secrets = new SecretCalls(client);
    }

    @Override
    public Delivery look(Target target) throws PermissionMissingException {
        try {
            return secrets.get(target.namespace(), target.delivery())
                    .map(KubeDeliveries::delivery)
                    .orElseGet(() -> new Delivery(State.ABSENT, Map.of(), ""));
        } catch (SafeException e) {
            throw Denials.of("get", target.namespace(), e);
        }
    }

    private static Delivery delivery(Secret secret) {
        var labels = secret.getMetadata().getLabels();
        var ours = labels != null && "true".equals(labels.get(Names.DELIVERY));
        return new Delivery(
                ours ? State.OURS : State.FOREIGN,
                ours && secret.getData() != null ? decoded(secret.getData()) : Map.of(),
                new SecretVersion(secret));
    }

    private static Map<String, dev.keyturn.port.Secret> decoded(Map<String, String> data) {
        return data.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> dev.keyturn.port.Secret.takeOwnership(
                                Base64.getDecoder().decode(entry.getValue()))));
    }

    @Override
    public void prepare(Target target, Owner owner) throws WriteLostException, PermissionMissingException {
        var empty = new SecretBuilder()
                .withType("Opaque")
                .withNewMetadata()
                .withNamespace(target.namespace())
                .withName(target.delivery())
                .addToLabels(Names.MANAGED_BY, Names.MANAGER)
                .addToLabels(Names.DELIVERY, "true")
                .addToLabels(Names.KIND, owner.kind())
                .addToLabels(Names.NAME, owner.name())
                .addToAnnotations(Names.KIND, owner.kind())
                .addToAnnotations(Names.NAME, owner.name())
                .endMetadata()
                .build();
        try {
            secrets.create(empty);
        } catch (SafeException e) {
            throw Denials.of("create", target.namespace(), e);
        }
    }

    @Override
    public void remove(Target target, Delivery basis) throws WriteLostException, PermissionMissingException {
        try {
            secrets.delete(SecretVersion.of(basis.version()));
        } catch (SafeException e) {
            throw Denials.of("delete", target.namespace(), e);
        }
    }

    @Override
    public void empty(Target target, Delivery basis) throws WriteLostException, PermissionMissingException {
        var there = SecretVersion.of(basis.version());
        try {
            secrets.replace(new SecretBuilder(there)
                    .withMetadata(new ObjectMetaBuilder(there.getMetadata())
                            .withManagedFields(List.of())
                            // Whoever applied a manifest has left the value there, too.
                            .removeFromAnnotations("kubectl.kubernetes.io/last-applied-configuration")
                            .build())
                    .withData(Map.of())
                    .build());
        } catch (SafeException e) {
            throw Denials.of("update", target.namespace(), e);
        }
    }
}
