package dev.keyturn.kube;

import dev.keyturn.plan.Ledger;
import dev.keyturn.port.Claims;
import dev.keyturn.port.Names;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims as empty Secrets of the keyring namespace, named by a hash of what they are about: creating one is the claim. Each is owned by
 * its keyring, so that the API server's garbage collection takes it away with that.
 */
public final class KubeClaims implements Claims {

    private static final Logger log = LoggerFactory.getLogger(KubeClaims.class);

    private final SecretCalls secrets;
    private final StoreWrites writes;
    private final String namespace;

    public KubeClaims(KubernetesClient client, String keyringNamespace) {
        secrets = new SecretCalls(client);
        writes = new StoreWrites(secrets, keyringNamespace);
        namespace = keyringNamespace;
    }

    @Override
    public Optional<String> rival(String what, StoredKeyring by, Predicate<Ledger> needs) throws WriteLostException {
        var keyring = SecretVersion.of(by.version());
        var name = "claim-" + hash(what);
        var there = secrets.get(namespace, name).orElse(null);
        if (there == null) {
            writes.create(claim(name, keyring));
            return Optional.empty();
        }
        if (names(there, keyring)) {
            return Optional.empty();
        }
        var holder = holder(there, needs);
        if (holder.isEmpty()) {
            writes.delete(there);
            writes.create(claim(name, keyring));
        }
        return holder;
    }

    private static boolean names(Secret claim, Secret keyring) {
        return claim.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(keyring.getMetadata().getUid()));
    }

    /** The keyring that has it, if that is there and needs it; garbage collection takes its time. */
    private Optional<String> holder(Secret claim, Predicate<Ledger> needs) {
        return claim.getMetadata().getOwnerReferences().stream()
                .filter(owner -> secrets.get(namespace, owner.getName())
                        .filter(keyring -> keyring.getMetadata().getUid().equals(owner.getUid()))
                        .filter(keyring -> needs(keyring, needs))
                        .isPresent())
                .map(OwnerReference::getName)
                .findFirst();
    }

    /** One that cannot be read may need anything. */
    private static boolean needs(Secret keyring, Predicate<Ledger> needs) {
        try {
            return Entries.get(keyring, KubeKeyringStore.LEDGER)
                    .map(LedgerCodec::read)
                    .map(needs::test)
                    .orElse(true);
        } catch (IllegalStateException e) {
            log.atDebug()
                    .addKeyValue("keyring", keyring.getMetadata().getName())
                    .log("a keyring that has a claim cannot be read: {}", e.getMessage());
            return true;
        }
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
