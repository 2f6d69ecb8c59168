package dev.keyturn.kube;

import dev.keyturn.plan.Sink;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Content;
import dev.keyturn.port.Look;
import dev.keyturn.port.Names;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.Publisher;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Published Secrets. They are written as a whole, in one PUT that names the version which was looked at, under the field manager
 * {@code keyturn}: its time in {@code managedFields} is the one of the last publication, by the API server's clock.
 *
 * <p>The client must have been made with {@code requestRetryBackoffLimit} 0: a write that the client repeats by itself after it was
 * committed comes back as a conflict.
 */
public final class KubePublisher implements Publisher {

    private static final String OPAQUE = "Opaque";

    private final SecretCalls secrets;
    private final Consent consent;

    /**
     * A publisher.
     *
     * @param protectedNamespaces the operator's own, in which nothing is published
     * @param namedByAccount whether an account names the Secret of this namespace and name as its token's
     */
    public KubePublisher(
            KubernetesClient client, Set<String> protectedNamespaces, BiPredicate<String, String> namedByAccount) {
        secrets = new SecretCalls(client);
        consent = new Consent(protectedNamespaces, namedByAccount);
    }

    @Override
    public Look look(Target target, boolean feeding) throws PermissionMissingException {
        try {
            return secrets.get(target.namespace(), target.secretName())
                    .map(secret -> look(target, secret, feeding))
                    .orElseGet(() -> absent(target, feeding));
        } catch (SafeException e) {
            throw Denials.of("get", target.namespace(), e);
        }
    }

    private Look absent(Target target, boolean feeding) {
        var empty = new SecretBuilder()
                .withType(OPAQUE)
                .withNewMetadata()
                .withNamespace(target.namespace())
                .withName(target.secretName())
                .endMetadata()
                .build();
        return new Look(
                target,
                false,
                Map.of(),
                Map.of(),
                Map.of(),
                feeding ? Optional.empty() : consent.forbidden(target.namespace(), target.secretName()),
                Optional.empty(),
                new SecretVersion(empty));
    }

    private Look look(Target target, Secret secret, boolean feeding) {
        var meta = secret.getMetadata();
        return new Look(
                target,
                true,
                decoded(secret),
                Map.copyOf(meta.getLabels()),
                Map.copyOf(meta.getAnnotations()),
                feeding ? Consent.forbiddenToAll(secret) : consent.forbidden(secret),
                writtenAt(meta),
                new SecretVersion(secret));
    }

    private static Map<String, dev.keyturn.port.Secret> decoded(Secret secret) {
        return secret.getData().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> dev.keyturn.port.Secret.takeOwnership(
                                Base64.getDecoder().decode(entry.getValue()))));
    }

    private static Optional<Instant> writtenAt(ObjectMeta meta) {
        return meta.getManagedFields().stream()
                .filter(entry -> Names.FIELD_MANAGER.equals(entry.getManager()) && entry.getTime() != null)
                .map(ManagedFieldsEntry::getTime)
                .map(Instant::parse)
                .max(Comparator.naturalOrder());
    }

    @Override
    public Look write(Look basis, Content content) throws WriteLostException, PermissionMissingException {
        var target = basis.target();
        if (basis.forbidden().isPresent()) {
            throw new PermissionMissingException(
                    "Secret " + target.secretName() + " " + basis.forbidden().get());
        }
        var next = SecretEdits.merged(SecretVersion.of(basis.version()), content);
        try {
            if (basis.exists()) {
                secrets.replace(next);
            } else {
                secrets.create(next);
            }
        } catch (SafeException e) {
            throw Denials.of(basis.exists() ? "update" : "create", target.namespace(), e);
        }
        return readBack(target, content);
    }

    @Override
    public void rehearse(Look basis) throws WriteLostException, PermissionMissingException {
        try {
            secrets.rehearse(SecretVersion.of(basis.version()), basis.exists());
        } catch (SafeException e) {
            throw Denials.of(
                    basis.exists() ? "update" : "create", basis.target().namespace(), e);
        }
    }

    /** By value: a stamp says what was meant to be written, the value what pods will get. */
    private Look readBack(Target target, Content content) throws WriteLostException, PermissionMissingException {
        Look seen;
        try {
            seen = look(target, true);
        } catch (SafeException e) {
            throw new WriteLostException("the Secret could not be read back: " + e.getMessage());
        }
        var stands = seen.exists()
                && seen.data().entrySet().containsAll(content.data().entrySet())
                && content.staleEntries().stream().noneMatch(seen.data()::containsKey);
        if (!stands) {
            throw new WriteLostException("Secret " + target + " was read back with other values than were written");
        }
        return seen;
    }

    @Override
    public void remove(Look basis, Sink sink) throws WriteLostException, PermissionMissingException {
        var there = SecretVersion.of(basis.version());
        var verb = sink.adopted() ? "update" : "delete";
        try {
            if (sink.adopted()) {
                secrets.replace(SecretEdits.handedBack(there, sink));
            } else {
                secrets.delete(there);
            }
        } catch (SafeException e) {
            throw Denials.of(verb, basis.target().namespace(), e);
        }
    }
}
