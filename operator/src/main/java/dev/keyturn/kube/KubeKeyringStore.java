package dev.keyturn.kube;

import dev.keyturn.plan.Standing;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Installation;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.KeyringStore;
import dev.keyturn.port.Material;
import dev.keyturn.port.Names;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.UnreadableKeyringException;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keyrings as Secrets of the keyring namespace: the ledger in {@code ledger.json}, and the material of each living key in
 * {@code key.<attempt>}. What somebody else puts beside them, labels and annotations included, stays.
 *
 * <p>The client must have been made with {@code requestRetryBackoffLimit} 0: a write that the client repeats by itself after it was
 * committed comes back as a conflict.
 */
public final class KubeKeyringStore implements KeyringStore {

    private static final Logger log = LoggerFactory.getLogger(KubeKeyringStore.class);

    private static final String TYPE = Names.GROUP + "/keyring";
    static final String LEDGER = "ledger.json";
    private static final String MATERIAL = "key.";
    private static final String RELEASE_NOW = "now";

    private final SecretCalls secrets;
    private final StoreWrites writes;
    private final String namespace;
    private final Installation installation;

    public KubeKeyringStore(KubernetesClient client, String keyringNamespace, Installation installation) {
        secrets = new SecretCalls(client);
        writes = new StoreWrites(secrets, keyringNamespace);
        namespace = keyringNamespace;
        this.installation = installation;
    }

    @Override
    public String nameOf(Target target) {
        return installation.keyring(target);
    }

    @Override
    public Optional<StoredKeyring> read(String name) {
        return secrets.get(namespace, name).map(found -> {
            try {
                return stored(found);
            } catch (IllegalStateException e) {
                throw new UnreadableKeyringException("keyring " + name + " cannot be read: " + e.getMessage(), e);
            }
        });
    }

    /** One that cannot be read does not hide the others. */
    @Override
    public Set<String> forEach(Consumer<StoredKeyring> visitor) {
        var unreadable = new HashSet<String>();
        secrets.forEach(
                namespace,
                Names.PART_KEYRING,
                secret -> readable(secret, unreadable).ifPresent(visitor));
        return unreadable;
    }

    private Optional<StoredKeyring> readable(Secret secret, Set<String> unreadable) {
        try {
            return Optional.of(stored(secret));
        } catch (IllegalStateException e) {
            var name = secret.getMetadata().getName();
            log.atWarn().addKeyValue("keyring", name).log("passed over a keyring: {}", e.getMessage());
            unreadable.add(name);
            return Optional.empty();
        }
    }

    private StoredKeyring stored(Secret secret) {
        var name = secret.getMetadata().getName();
        var stored = Entries.get(secret, LEDGER)
                .orElseThrow(() -> new IllegalStateException("Secret " + namespace + "/" + name + " has no " + LEDGER));
        var ledger = LedgerCodec.read(stored);
        if (!nameOf(ledger.target()).equals(name)) {
            throw new IllegalStateException("Secret " + namespace + "/" + name
                    + " holds the keyring of another target or installation than its name says");
        }
        var material = new HashMap<String, Material>();
        for (var key : ledger.keys()) {
            var entry = MATERIAL + key.attempt();
            Entries.get(secret, entry)
                    .ifPresent(value -> material.put(key.attempt(), MaterialCodec.read(entry, value)));
        }
        return new StoredKeyring(
                name, new Keyring(ledger, material), isReleaseAsked(secret), new SecretVersion(secret));
    }

    private static boolean isReleaseAsked(Secret secret) {
        var annotations = secret.getMetadata().getAnnotations();
        return annotations != null
                && RELEASE_NOW.equals(
                        annotations.getOrDefault(Names.RELEASE, "").strip());
    }

    @Override
    public StoredKeyring create(Keyring first) throws WriteLostException {
        var empty = new SecretBuilder()
                .withType(TYPE)
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(nameOf(first.ledger().target()))
                .endMetadata()
                .build();
        return stored(writes.create(rendered(empty, first)));
    }

    @Override
    public StoredKeyring replace(StoredKeyring basis, Keyring next) throws WriteLostException {
        if (!nameOf(next.ledger().target()).equals(basis.name())) {
            throw new IllegalArgumentException("a keyring keeps its target");
        }
        return stored(writes.replace(rendered(SecretVersion.of(basis.version()), next)));
    }

    @Override
    public void delete(StoredKeyring basis) throws WriteLostException {
        writes.delete(SecretVersion.of(basis.version()));
    }

    private Secret rendered(Secret basis, Keyring next) {
        var ledger = next.ledger();
        var owner = ledger.owner();
        var meta = new ObjectMetaBuilder(basis.getMetadata())
                .withManagedFields(List.of())
                .addToLabels(Names.MANAGED_BY, Names.MANAGER)
                .addToLabels(Names.PART, Names.PART_KEYRING)
                .addToLabels(Names.STANDING, ledger.standing().name())
                .addToAnnotations(Names.OWNER, owner.kind() + "/" + owner.namespace() + "/" + owner.name())
                .addToAnnotations(Names.OWNER_UID, owner.uid())
                .addToAnnotations(Names.TARGET, ledger.target().toString());
        if (ledger.standing() == Standing.Living) {
            meta.removeFromAnnotations(Names.RELEASE);
        }
        return new SecretBuilder(basis)
                .withMetadata(meta.build())
                .withData(data(basis, next))
                .build();
    }

    private static Map<String, String> data(Secret basis, Keyring next) {
        var data = new HashMap<String, String>();
        if (basis.getData() != null) {
            data.putAll(basis.getData());
            data.keySet().removeIf(entry -> entry.startsWith(MATERIAL));
        }
        var before = Entries.get(basis, LEDGER).orElse(null);
        data.put(LEDGER, Entries.base64(LedgerCodec.write(next.ledger(), before)));
        for (var key : next.ledger().keys()) {
            next.materialOf(key)
                    .ifPresent(material ->
                            data.put(MATERIAL + key.attempt(), Entries.base64(MaterialCodec.write(material))));
        }
        return data;
    }
}
