package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyturn.kube.Right;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The operator's ServiceAccount, and what the chart gives it the right to do. */
public final class ChartedRights {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KINDS =
            Set.of("ServiceAccount", "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding");

    private final List<JsonNode> documents;

    private ChartedRights(List<JsonNode> documents) {
        this.documents = documents;
    }

    /** As the chart renders it in a namespace, with these values. */
    public static ChartedRights of(Helm helm, String namespace, String values) {
        var rendered = helm.templateIn(namespace, values).orFail();
        try (var parsed = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(rendered)) {
            return new ChartedRights(parsed.readAll().stream()
                    .filter(document -> KINDS.contains(document.path("kind").asText()))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What there is to apply, as a JSON list. */
    public String manifests() {
        var list = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "List");
        list.putArray("items").addAll(documents);
        try {
            return JSON.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with one more verb for a resource wherever it has some. */
    public ChartedRights with(String verb, String resource) {
        return edited(resource, verbs -> verbs.add(verb));
    }

    /** The same without one of the verbs for a resource. */
    public ChartedRights without(String verb, String resource) {
        return edited(resource, verbs -> verbs.removeIf(found -> found.asText().equals(verb)));
    }

    /** The same without it in one namespace, which has a Role of its own. */
    public ChartedRights without(String verb, String resource, String namespace) {
        return edited(
                role -> role.at("/metadata/namespace").asText().equals(namespace),
                resource,
                verbs -> verbs.removeIf(found -> found.asText().equals(verb)));
    }

    private ChartedRights edited(String resource, Consumer<ArrayNode> edit) {
        return edited(_ -> true, resource, edit);
    }

    private ChartedRights edited(Predicate<JsonNode> which, String resource, Consumer<ArrayNode> edit) {
        var copies = documents.stream().<JsonNode>map(JsonNode::deepCopy).toList();
        for (var role : copies.stream().filter(which).toList()) {
            var rules = role.path("rules").elements();
            while (rules.hasNext()) {
                var rule = rules.next();
                if (rule.path("resources").toString().contains("\"" + resource + "\"")) {
                    edit.accept((ArrayNode) rule.path("verbs"));
                }
                // The API server takes no rule without a verb.
                if (rule.path("verbs").isEmpty()) {
                    rules.remove();
                }
            }
        }
        return new ChartedRights(copies);
    }

    /** The rules of each role that is bound to the operator's account. */
    public Set<Right> granted() {
        var rights = new HashSet<Right>();
        for (var binding : documents) {
            if (binding.path("kind").asText().endsWith("RoleBinding")) {
                assertThat(binding.at("/subjects/0/name").asText()).isEqualTo("keyturn");
                documents.stream()
                        .filter(role -> role.path("kind").equals(binding.at("/roleRef/kind"))
                                && role.at("/metadata/name").equals(binding.at("/roleRef/name"))
                                && role.at("/metadata/namespace").equals(binding.at("/metadata/namespace")))
                        .forEach(role -> add(role, rights));
            }
        }
        return rights;
    }

    private static void add(JsonNode role, Set<Right> into) {
        var namespace = role.at("/metadata/namespace").asText();
        for (var rule : role.path("rules")) {
            for (var resource : rule.path("resources")) {
                for (var verb : rule.path("verbs")) {
                    var right = new Right(
                            verb.asText(),
                            rule.at("/apiGroups/0").asText(),
                            resource.asText(),
                            namespace,
                            rule.at("/resourceNames/0").asText());
                    assertThat(into.add(right)).as("granted twice: %s", right).isTrue();
                }
            }
        }
    }
}
