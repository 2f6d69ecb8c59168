package dev.keyturn.main;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.crd.ClusterSuprSendAccount;
import dev.keyturn.crd.CredentialResource;
import dev.keyturn.crd.Keyturn;
import dev.keyturn.crd.SuprSendAccount;
import dev.keyturn.kube.Kinds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What stands in manifests of Keyturn's own kinds. */
final class Manifests {

    private static final String GROUP = Keyturn.GROUP + "/";
    private static final String VERSION = GROUP + Keyturn.VERSION;
    private static final String STANDARD_INPUT = "-";

    private final Map<String, Class<? extends HasMetadata>> kinds = new TreeMap<>(
            Map.of("ClusterSuprSendAccount", ClusterSuprSendAccount.class, "SuprSendAccount", SuprSendAccount.class));
    private final Optional<String> namespace;
    private final InputStream input;
    private final List<Ours> ours = new ArrayList<>();
    private int others;

    /**
     * A reader.
     *
     * @param namespace of what names none
     * @param input what {@code -} stands for
     */
    Manifests(Optional<String> namespace, InputStream input) {
        this.namespace = namespace;
        this.input = input;
        Kinds.ALL.forEach(kind -> kinds.put(kind.name(), kind.type()));
    }

    /** A file cannot be read, or is no manifest. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String sentence) {
            super(sentence);
        }
    }

    /** One of them. */
    sealed interface Ours {

        /** A credential, whose spec may still be one that cannot be used. */
        record Read(CredentialResource resource) implements Ours {}

        /** A credential that the API server would not take as it is written. */
        record Wrong(String name, String detail) implements Ours {}

        /** So an account. */
        record WrongAccount(String name, String detail) implements Ours {}
    }

    /**
     * What stands in some files.
     *
     * @param others how many objects are no credentials, accounts that can be read among them
     */
    record Found(List<Ours> ours, int others) {}

    /** What stands there, in its order. */
    Found read(List<String> files) throws UnreadableException {
        for (var file : expanded(files)) {
            for (var document : documents(file)) {
                add(source(file), document);
            }
        }
        if (ours.isEmpty() && others == 0) {
            throw new UnreadableException("there is no manifest in "
                    + files.stream().map(Manifests::source).collect(Collectors.joining(", ")));
        }
        return new Found(List.copyOf(ours), others);
    }

    private void add(String file, JsonNode document) throws UnreadableException {
        var version = document.path("apiVersion").asText();
        var kind = document.path("kind").asText();
        if (kind.endsWith("List") && document.path("items").isArray()) {
            for (var item : document.path("items")) {
                add(file, item);
            }
        } else if (version.startsWith(GROUP)) {
            ours(file, document, kind, version);
        } else {
            others += document.isEmpty() ? 0 : 1;
        }
    }

    private void ours(String file, JsonNode document, String kind, String version) throws UnreadableException {
        var type = kinds.get(kind);
        if (type == null) {
            throw new UnreadableException(file + " has a kind " + kind + " of " + Keyturn.GROUP
                    + ", which is none of it; there are " + String.join(", ", kinds.keySet()));
        }
        if (!document.at("/metadata/name").isTextual()) {
            throw new UnreadableException(file + " has a " + kind + " without a name; give it metadata.name");
        }
        var wrong = version.equals(VERSION)
                ? KnownFields.wrong(document, type)
                : List.of("apiVersion " + version + " is not known to this program; write " + VERSION);
        if (CredentialResource.class.isAssignableFrom(type)) {
            ours.add(
                    wrong.isEmpty()
                            ? read(document, type.asSubclass(CredentialResource.class))
                            : new Ours.Wrong(name(document), String.join("; ", wrong)));
        } else if (wrong.isEmpty()) {
            others++;
        } else {
            ours.add(new Ours.WrongAccount(name(document), String.join("; ", wrong)));
        }
    }

    private String name(JsonNode document) {
        var kind = document.path("kind").asText();
        var within = kind.equals("ClusterSuprSendAccount")
                ? ""
                : document.at("/metadata/namespace").asText(namespace.orElse("default")) + "/";
        return within + document.at("/metadata/name").asText() + " (" + kind + ")";
    }

    private Ours read(JsonNode document, Class<? extends CredentialResource> type) {
        try {
            var resource = new KubernetesSerialization().unmarshal(document.toString(), type);
            var meta = resource.getMetadata();
            if (meta.getNamespace() == null) {
                meta.setNamespace(namespace.orElse("default"));
            }
            return new Ours.Read(resource);
        } catch (KubernetesClientException | IllegalArgumentException e) {
            return new Ours.Wrong(
                    name(document), "its metadata or status has something else than belongs there; take it away");
        }
    }

    /** Of a folder the manifests in it, as kubectl takes them: not those in folders below. */
    private static List<String> expanded(List<String> files) throws UnreadableException {
        var all = new ArrayList<String>();
        for (var file : files) {
            if (file.equals(STANDARD_INPUT) || !Files.isDirectory(Path.of(file))) {
                all.add(file);
                continue;
            }
            try (var inside = Files.list(Path.of(file))) {
                inside.map(Path::toString)
                        .filter(name -> name.matches(".*\\.(yaml|yml|json)"))
                        .sorted()
                        .forEach(all::add);
            } catch (IOException e) {
                throw new UnreadableException(file + " cannot be read (" + Causes.root(e) + ")");
            }
        }
        return all;
    }

    private static String source(String file) {
        return file.equals(STANDARD_INPUT) ? "the standard input" : file;
    }

    private List<JsonNode> documents(String file) throws UnreadableException {
        if (!file.equals(STANDARD_INPUT) && !Files.isReadable(Path.of(file))) {
            throw new UnreadableException("there is no readable file " + file);
        }
        var source = source(file);
        try {
            var text = file.equals(STANDARD_INPUT)
                    ? new String(input.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
            return YamlDocuments.of(text, source);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableException(source + " cannot be read (" + Causes.root(e) + ")");
        }
    }
}
