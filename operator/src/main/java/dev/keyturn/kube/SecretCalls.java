package dev.keyturn.kube;

import dev.keyturn.port.Names;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Secrets over the API: read live, written with the version that was read and in Keyturn's own name, deleted only as they were read.
 *
 * <p>Writes go by paths, because the client's own operations send no field manager with a PUT or POST, and no uid with a DELETE. The
 * client must have been made with {@code requestRetryBackoffLimit} 0: a repetition turns a write that was committed into a conflict.
 */
final class SecretCalls {

    /** More reads at once are not faster; they fill the heap, where a start looks at every credential that there is. */
    private static final Semaphore READS = new Semaphore(8);

    /** A comparison of each workspace wants one, at a start all at once. */
    private static final Semaphore LISTS = new Semaphore(2);

    /** Keyrings of one answer; each has some kilobytes. */
    private static final long PAGE = 200;

    private final KubernetesClient client;
    private final NamespacedReads reads;

    SecretCalls(KubernetesClient client) {
        this.client = client;
        reads = new NamespacedReads(client);
    }

    Optional<Secret> get(String namespace, String name) {
        return Optional.ofNullable(reads.<@Nullable Secret>read(
                "get",
                described(namespace, name),
                namespace,
                () -> inTurn(() ->
                        client.secrets().inNamespace(namespace).withName(name).get()),
                null));
    }

    private static <T extends @Nullable Object> T inTurn(Supplier<T> read) {
        READS.acquireUninterruptibly();
        try {
            return read.get();
        } finally {
            READS.release();
        }
    }

    /**
     * Reads all Secrets of a part page by page, as they were at one moment: ten thousand keyrings never lie in the heap at once. Where a
     * page cannot be had, some were visited.
     */
    void forEach(String namespace, String part, Consumer<Secret> visitor) {
        LISTS.acquireUninterruptibly();
        try {
            var next = Optional.of("");
            while (next.isPresent()) {
                var page = page(namespace, part, PAGE, next.get());
                page.getItems().forEach(visitor);
                next = after(page);
            }
        } finally {
            LISTS.release();
        }
    }

    /** A page may be empty and others follow. */
    boolean isAny(String namespace, String part) {
        var page = page(namespace, part, 1, "");
        while (page.getItems().isEmpty() && after(page).isPresent()) {
            page = page(namespace, part, 1, after(page).get());
        }
        return !page.getItems().isEmpty();
    }

    private static Optional<String> after(SecretList page) {
        return Optional.ofNullable(page.getMetadata().getContinue()).filter(token -> !token.isEmpty());
    }

    private SecretList page(String namespace, String part, long limit, String from) {
        return safely(
                "list",
                "Secrets in " + namespace,
                () -> client.secrets()
                        .inNamespace(namespace)
                        .withLabel(Names.PART, part)
                        .list(new ListOptionsBuilder()
                                .withLimit(limit)
                                .withContinue(from.isEmpty() ? null : from)
                                .build()));
    }

    /**
     * Makes a Secret.
     *
     * @throws WriteLostException if there is one of that name, or the outcome is not known
     * @throws SafeException if it was refused
     */
    Secret create(Secret made) throws WriteLostException {
        var meta = made.getMetadata();
        return write("create", "POST", path(meta.getNamespace(), ""), made);
    }

    /**
     * Puts a Secret in the place of the version that it names.
     *
     * @throws WriteLostException if that is not the newest, or the outcome is not known
     * @throws SafeException if it was refused
     */
    Secret replace(Secret next) throws WriteLostException {
        var meta = next.getMetadata();
        Objects.requireNonNull(meta.getResourceVersion(), "a write without a version would overwrite");
        return write("update", "PUT", path(meta.getNamespace(), "/" + meta.getName()), next);
    }

    /**
     * Asks what the API server would say to a write, which it then does not do.
     *
     * @throws WriteLostException if it would be lost
     * @throws SafeException if it would be refused
     */
    void rehearse(Secret secret, boolean exists) throws WriteLostException {
        var meta = secret.getMetadata();
        var object = described(meta.getNamespace(), meta.getName());
        var path = path(meta.getNamespace(), exists ? "/" + meta.getName() : "") + "&dryRun=All";
        call(exists ? "update" : "create", object, exists ? "PUT" : "POST", path, secret);
    }

    private Secret write(String verb, String method, String path, Secret secret) throws WriteLostException {
        var object = described(
                secret.getMetadata().getNamespace(), secret.getMetadata().getName());
        return parsed(call(verb, object, method, path, secret))
                .filter(SecretCalls::hasVersion)
                .orElseThrow(() -> new WriteLostException(verb + " " + object + ": the answer is no Secret"));
    }

    private Optional<Secret> parsed(String answer) {
        try {
            return Optional.ofNullable(client.getKubernetesSerialization().unmarshal(answer, Secret.class));
        } catch (KubernetesClientException | IllegalArgumentException e) {
            // Not told, not even as a cause: the parser quotes what it could not read.
            return Optional.empty();
        }
    }

    private static boolean hasVersion(Secret secret) {
        return secret.getMetadata() != null && secret.getMetadata().getResourceVersion() != null;
    }

    /**
     * Removes a Secret, if it is as it was read.
     *
     * @throws WriteLostException if it is not, or the outcome is not known
     * @throws SafeException if that was refused
     */
    void delete(Secret basis) throws WriteLostException {
        var meta = basis.getMetadata();
        var options = new DeleteOptionsBuilder()
                .withApiVersion("v1")
                .withKind("DeleteOptions")
                .withNewPreconditions(meta.getResourceVersion(), meta.getUid())
                .build();
        call(
                "delete",
                described(meta.getNamespace(), meta.getName()),
                "DELETE",
                path(meta.getNamespace(), "/" + meta.getName()),
                options);
    }

    private String call(String verb, String object, String method, String path, Object body) throws WriteLostException {
        try {
            return safely(verb, object, () -> client.raw(path, method, body));
        } catch (SafeException e) {
            if (e.isLost() || (e.isMissing() && !verb.equals("create"))) {
                throw new WriteLostException(Objects.requireNonNull(e.getMessage()));
            }
            throw e;
        }
    }

    static <T extends @Nullable Object> T safely(String verb, String object, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw SafeException.of(verb, object, e);
        }
    }

    private static String path(String namespace, String rest) {
        return "/api/v1/namespaces/" + namespace + "/secrets" + rest + "?fieldManager=" + Names.FIELD_MANAGER;
    }

    private static String described(String namespace, String name) {
        return "Secret " + namespace + "/" + name;
    }
}
