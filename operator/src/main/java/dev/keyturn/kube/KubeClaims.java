package dev.keyturn.kube;

import dev.keyturn.port.Claims;
import dev.keyturn.port.Names;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Claims as empty Secrets of the keyring namespace, named by a hash of what they are about: creating one is the claim. Each is owned by
 * its keyring, so that the API server's garbage collection takes it away with that.
 */
public final class KubeClaims implements Claims {

    private final SecretCalls secrets;
    private final String namespace;

    public KubeClaims(KubernetesClient client, String keyringNamespace) {
        secrets = new SecretCalls(client);
        namespace = keyringNamespace;
    }

    @Override
    public boolean take(String what, StoredKeyring by) throws WriteLostException {
        var keyring = SecretVersion.of(by.version());
        var name = "claim-" + hash(what);
        var there = secrets.get(namespace, name).orElse(null);
        if (there == null) {
            secrets.create(claim(name, keyring));
            return true;
        }
        if (names(there, keyring)) {
            return true;
        }
        if (isHeld(there)) {
            return false;
        }
        secrets.delete(there);
        secrets.create(claim(name, keyring));
        return true;
    }

    private static boolean names(Secret claim, Secret keyring) {
        return claim.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(keyring.getMetadata().getUid()));
    }

    /** Whether the keyring that has it is there; garbage collection takes its time. */
    private boolean isHeld(Secret claim) {
        return claim.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> secrets.get(namespace, owner.getName())
                        .filter(keyring -> keyring.getMetadata().getUid().equals(owner.getUid()))
                        .isPresent());
    }

    private Secret claim(String name, Secret keyring) {
        return new SecretBuilder()
                .withType("Opaque")
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .addToLabels(Names.MANAGED_BY, Names.MANAGER)
                .addToLabels(Names.PART, Names.PART_CLAIM)
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("v1")
                        .withKind("Secret")
                        .withName(keyring.getMetadata().getName())
                        .withUid(keyring.getMetadata().getUid())
                        .build())
                .endMetadata()
                .build();
    }

    private static String hash(String what) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
