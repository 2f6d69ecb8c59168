package dev.keyturn.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keyturn.plan.Reason;
import dev.keyturn.port.AccountRecords;
import dev.keyturn.port.Material;
import dev.keyturn.port.Names;
import dev.keyturn.port.StoreException;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Account records as Secrets of the keyring namespace: {@code record.json}, and one entry {@code token.<n>} for each token. */
public final class KubeAccountRecords implements AccountRecords {

    private static final String TYPE = Names.GROUP + "/account-record";
    private static final String RECORD = "record.json";
    private static final String TOKEN = "token";
    private static final int SCHEMA = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** What is stored beside the tokens. */
    record Stored(int schema, int minReader, String endpoint, List<StoredToken> tokens) {}

    /** What is known of the token in an entry. */
    record StoredToken(String entry, Set<String> workspaceUids) {}

    private final SecretCalls secrets;
    private final StoreWrites writes;
    private final String namespace;

    /** Records of the keyring namespace; the client must have been made with {@code requestRetryBackoffLimit} 0. */
    public KubeAccountRecords(KubernetesClient client, String keyringNamespace) {
        secrets = new SecretCalls(client);
        writes = new StoreWrites(secrets, keyringNamespace);
        namespace = keyringNamespace;
    }

    /**
     * The record of a name.
     *
     * @throws StoreException if what is there cannot be read by this version
     */
    @Override
    public Optional<AccountRecord> read(String name) {
        try {
            return secrets.get(namespace, name).map(KubeAccountRecords::record);
        } catch (IllegalStateException e) {
            throw new StoreException(
                    Reason.KeyringMissing,
                    e.getMessage() + "; restore Secret " + namespace + "/" + name
                            + " from its backup, or delete it: the account's own token is then all that there is to revoke keys by");
        }
    }

    private static AccountRecord record(Secret secret) {
        var name = secret.getMetadata().getName();
        var stored = stored(name, secret);
        var tokens = new ArrayList<Known>();
        for (var token : stored.tokens()) {
            Entries.get(secret, token.entry())
                    .map(value -> MaterialCodec.read(token.entry(), value).field(TOKEN))
                    .ifPresent(value -> tokens.add(new Known(value, token.workspaceUids())));
        }
        return new AccountRecord(name, stored.endpoint(), List.copyOf(tokens), Optional.of(new SecretVersion(secret)));
    }

    private static Stored stored(String name, Secret secret) {
        var json = Entries.get(secret, RECORD)
                .orElseThrow(() -> new IllegalStateException("account record " + name + " has no " + RECORD));
        try {
            var stored = JSON.readValue(new String(json, StandardCharsets.UTF_8), Stored.class);
            if (stored.minReader() > SCHEMA) {
                throw new IllegalStateException("account record " + name
                        + " was written by a newer Keyturn: it needs a reader of version " + stored.minReader()
                        + ", and this one is of version " + SCHEMA);
            }
            Completeness.check("account record " + name, stored);
            return stored;
        } catch (JsonProcessingException e) {
            // Without its cause, whose message quotes what it could not read.
            throw new IllegalStateException("account record " + name + " is not readable");
        }
    }

    @Override
    public void delete(String name) throws WriteLostException {
        var found = secrets.get(namespace, name);
        if (found.isPresent()) {
            writes.delete(found.get());
        }
    }

    @Override
    public void write(AccountRecord next) throws WriteLostException {
        if (next.version().isEmpty()) {
            var empty = new SecretBuilder()
                    .withType(TYPE)
                    .withNewMetadata()
                    .withNamespace(namespace)
                    .withName(next.name())
                    .endMetadata()
                    .build();
            writes.create(rendered(empty, next));
        } else {
            writes.replace(rendered(SecretVersion.of(next.version().get()), next));
        }
    }

    private static Secret rendered(Secret basis, AccountRecord next) {
        var data = new HashMap<String, String>();
        if (basis.getData() != null) {
            data.putAll(basis.getData());
            data.keySet().removeIf(entry -> entry.startsWith(TOKEN + "."));
        }
        var tokens = new ArrayList<StoredToken>();
        for (var known : next.tokens()) {
            var entry = TOKEN + "." + tokens.size();
            data.put(entry, Entries.base64(MaterialCodec.write(Material.of(TOKEN, known.token()))));
            tokens.add(new StoredToken(entry, new TreeSet<>(known.workspaceUids())));
        }
        data.put(RECORD, Entries.base64(json(new Stored(SCHEMA, SCHEMA, next.endpoint(), tokens))));
        return new SecretBuilder(basis)
                .withMetadata(new ObjectMetaBuilder(basis.getMetadata())
                        .withManagedFields(List.of())
                        .addToLabels(Names.MANAGED_BY, Names.MANAGER)
                        .addToLabels(Names.PART, Names.PART_ACCOUNT)
                        .build())
                .withData(Map.copyOf(data))
                .build();
    }

    private static byte[] json(Stored stored) {
        try {
            return JSON.writeValueAsBytes(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts can be written as JSON", e);
        }
    }
}
