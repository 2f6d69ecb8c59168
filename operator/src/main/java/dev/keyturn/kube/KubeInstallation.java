package dev.keyturn.kube;

import dev.keyturn.port.Installation;
import dev.keyturn.port.Names;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity of this Keyturn: the immutable Secret {@code keyturn-installation} of the keyring namespace, made at the first start. It
 * belongs into every backup of the keyrings, since their names, and the names of keys at the provider, are made of it.
 */
public final class KubeInstallation {

    static final String NAME = "keyturn-installation";

    private static final String ID = "id";
    private static final String FINGERPRINT_KEY = "fingerprint-key";
    private static final String NAMESPACE_UID = "namespace-uid";
    private static final String PART = "installation";
    private static final String TYPE = Names.GROUP + "/installation";

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]{8}");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 8;
    private static final int KEY_BYTES = 32;

    private final KubernetesClient client;
    private final SecretCalls secrets;
    private final String namespace;
    private final SecureRandom random = new SecureRandom();

    private KubeInstallation(KubernetesClient client, String keyringNamespace) {
        this.client = client;
        secrets = new SecretCalls(client);
        namespace = keyringNamespace;
    }

    /**
     * The installation as it is stored, or a new one.
     *
     * @param client made with {@code requestRetryBackoffLimit} 0
     * @param configuredId from the operator's configuration; empty: made at the first start
     * @throws IllegalStateException with a sentence for the person who starts the operator
     */
    public static Installation load(KubernetesClient client, String keyringNamespace, Optional<String> configuredId) {
        return new KubeInstallation(client, keyringNamespace).load(configuredId);
    }

    /** The installation as it is stored; empty where no operator has run yet. Nothing is made. */
    public static Optional<Installation> find(
            KubernetesClient client, String keyringNamespace, Optional<String> configuredId) {
        var installation = new KubeInstallation(client, keyringNamespace);
        return installation
                .secrets
                .get(keyringNamespace, NAME)
                .map(stored -> installation.read(stored, configuredId, installation.namespaceUid()));
    }

    private Installation load(Optional<String> configuredId) {
        configuredId.ifPresent(KubeInstallation::checkShape);
        var uid = namespaceUid();
        return read(secrets.get(namespace, NAME).orElseGet(() -> made(configuredId, uid)), configuredId, uid);
    }

    private Installation read(Secret stored, Optional<String> configuredId, String uid) {
        var id = text(stored, ID);
        checkShape(id);
        if (configuredId.isPresent() && !configuredId.get().equals(id)) {
            throw new IllegalStateException(
                    "the configuration says installation: " + configuredId.get() + ", but Secret "
                            + namespace + "/" + NAME + " says " + id
                            + ", which is in the names of all keyrings and keys; take the setting out of the configuration");
        }
        return new Installation(
                id, dev.keyturn.port.Secret.takeOwnership(entry(stored, FINGERPRINT_KEY)), suspicion(stored, uid));
    }

    private String namespaceUid() {
        var found = SecretCalls.safely(
                "get",
                "Namespace " + namespace,
                () -> Optional.ofNullable(
                        client.namespaces().withName(namespace).get()));
        return found.orElseThrow(
                        () -> new IllegalStateException("namespace " + namespace + " does not exist; create it"))
                .getMetadata()
                .getUid();
    }

    private Secret made(Optional<String> configuredId, String namespaceUid) {
        if (configuredId.isEmpty() && secrets.isAny(namespace, Names.PART_KEYRING)) {
            throw new IllegalStateException("namespace " + namespace + " has keyrings, but not the Secret " + NAME
                    + " that they belong to; restore it from the backup, or set installation in the configuration to the eight"
                    + " characters that follow kt- in the names of keys at the provider");
        }
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        var secret = new SecretBuilder()
                .withType(TYPE)
                .withImmutable(true)
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(NAME)
                .addToLabels(Names.MANAGED_BY, Names.MANAGER)
                .addToLabels(Names.PART, PART)
                .endMetadata()
                .addToData(
                        ID, Entries.base64(configuredId.orElseGet(this::drawn).getBytes(StandardCharsets.UTF_8)))
                .addToData(FINGERPRINT_KEY, Entries.base64(key))
                .addToData(NAMESPACE_UID, Entries.base64(namespaceUid.getBytes(StandardCharsets.UTF_8)))
                .build();
        try {
            return secrets.create(secret);
        } catch (WriteLostException e) {
            // Another replica that starts at the same time was first, or the answer was lost: what is there now counts.
            return secrets.get(namespace, NAME).orElseThrow(() -> new IllegalStateException(e));
        }
    }

    private String drawn() {
        var id = new StringBuilder(ID_LENGTH);
        for (var i = 0; i < ID_LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    /** A copied cluster has the Secret, but its namespace has a uid of its own. */
    private String suspicion(Secret stored, String namespaceUid) {
        var madeIn = text(stored, NAMESPACE_UID);
        var annotations = stored.getMetadata().getAnnotations();
        var confirmed = annotations == null ? null : annotations.get(Names.CONFIRMED_IN);
        return namespaceUid.equals(madeIn) || namespaceUid.equals(confirmed)
                ? ""
                : "Secret " + namespace + "/" + NAME + " was made in another namespace (uid " + madeIn
                        + ") than it is in now (uid "
                        + namespaceUid
                        + "): this looks like the copy of a cluster, and where the other one still runs, both would turn "
                        + "and revoke the same keys. If it is gone for good: kubectl annotate secret " + NAME + " -n "
                        + namespace
                        + " --overwrite " + Names.CONFIRMED_IN + "=" + namespaceUid + ", then start Keyturn anew";
    }

    private static void checkShape(String id) {
        if (!SHAPE.matcher(id).matches()) {
            throw new IllegalStateException("the installation's id must be eight of a-z and 0-9");
        }
    }

    private String text(Secret stored, String entry) {
        return new String(entry(stored, entry), StandardCharsets.UTF_8);
    }

    private byte[] entry(Secret stored, String entry) {
        return Entries.get(stored, entry)
                .orElseThrow(() -> new IllegalStateException("Secret " + namespace + "/" + NAME + " has no entry "
                        + entry + "; restore it from the backup"));
    }
}
