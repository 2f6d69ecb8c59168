package dev.keyturn.main;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyturn.crd.CredentialResource;
import dev.keyturn.kube.Kinds;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The credentials in files. */
final class Manifests {

    /** A file cannot be read, or is no manifest. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String sentence) {
            super(sentence);
        }
    }

    /**
     * What stands in some files.
     *
     * @param others how many objects are no credentials
     */
    record Found(List<CredentialResource> credentials, int others) {}

    private Manifests() {}

    static Found read(List<String> files, Optional<String> namespace) throws UnreadableException {
        var credentials = new ArrayList<CredentialResource>();
        var others = 0;
        for (var file : expanded(files)) {
            for (var document : documents(file)) {
                var kind = Kinds.ALL.stream()
                        .filter(known ->
                                known.name().equals(document.path("kind").asText())
                                        && document.path("apiVersion").asText().startsWith("keyturn.dev/"))
                        .findFirst();
                if (kind.isEmpty()) {
                    others += document.isEmpty() ? 0 : 1;
                    continue;
                }
                credentials.add(credential(file, document, kind.get().type(), namespace));
            }
        }
        return new Found(List.copyOf(credentials), others);
    }

    /** Of a folder the manifests in it, as kubectl takes them: not those in folders below. */
    private static List<String> expanded(List<String> files) throws UnreadableException {
        var all = new ArrayList<String>();
        for (var file : files) {
            if (file.equals("-") || !Files.isDirectory(Path.of(file))) {
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

    private static List<JsonNode> documents(String file) throws UnreadableException {
        try {
            var text = file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
            try (var parsed = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(text)) {
                return parsed.readAll();
            }
        } catch (JsonProcessingException e) {
            throw new UnreadableException(file + " is no YAML"
                    + (e.getLocation() == null
                            ? ""
                            : " (line " + e.getLocation().getLineNr() + ")"));
        } catch (IOException | RuntimeException e) {
            throw new UnreadableException(file + " cannot be read (" + Causes.root(e) + ")");
        }
    }

    private static CredentialResource credential(
            String file, JsonNode document, Class<? extends CredentialResource> type, Optional<String> namespace)
            throws UnreadableException {
        try {
            var resource = new KubernetesSerialization().unmarshal(document.toString(), type);
            var meta = resource.getMetadata();
            if (meta.getNamespace() == null) {
                meta.setNamespace(namespace.orElse("default"));
            }
            if (meta.getName() == null) {
                throw new UnreadableException(
                        file + " has a " + document.path("kind").asText() + " without a name");
            }
            return resource;
        } catch (IllegalArgumentException | KubernetesClientException e) {
            throw new UnreadableException(
                    file + ": " + document.path("kind").asText() + " "
                            + document.at("/metadata/name").asText()
                            + " has a field of another type than its definition says (kubectl apply --dry-run=server says which)");
        }
    }
}
