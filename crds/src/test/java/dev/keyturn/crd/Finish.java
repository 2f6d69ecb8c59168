package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds to a definition what the generator cannot be told by annotations. */
final class Finish {

    /** Lists of a status whose entries are told apart, and by what; any other list is written as a whole. */
    private static final Map<String, String> LIST_MAPS =
            Map.of("conditions", "type", "keys", "id", "workspaces", "uid");

    private static final Map<String, String> CONDITION = Map.of(
            "type", "What is said.",
            "status", "True, False or Unknown.",
            "observedGeneration", "The metadata.generation that this condition speaks of.",
            "lastTransitionTime", "When status last changed.",
            "reason", "Why: one of the reasons of the documentation.",
            "message", "The same in a sentence, with what to do.");

    private static final Map<String, String> SELECTOR = Map.of(
            "matchLabels", "Labels that a namespace must have.",
            "matchExpressions", "What else must hold of its labels.");

    private static final Map<String, String> EXPRESSION = Map.of(
            "key", "Name of the label.",
            "operator", "In, NotIn, Exists or DoesNotExist.",
            "values", "Values of the label, for In and NotIn.");

    static void finish(CustomResourceDefinition definition, Class<?> kind) {
        var version = definition.getSpec().getVersions().getFirst();
        var root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription(kind.getAnnotation(JsonClassDescription.class).value());
        // Otherwise a resource may leave spec out, and one that drops it and adds it again slips past every rule about
        // change.
        root.setRequired(List.of("spec"));
        describe(root, Map.of("spec", "What is wanted.", "status", "What is, as the operator sees it."));
        everySchemaIn(root).forEach(Finish::dropRepeatedRules);
        finishStatus(at(root, "status"));
        boundSelectors(root);

        var declared = Stream.of(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::jsonPath)
                .toList();
        version.getAdditionalPrinterColumns()
                .sort(Comparator.comparingInt(column -> declared.indexOf(column.getJsonPath())));
    }

    /** A rule on a record's component is found twice: on the field and on its accessor. */
    private static void dropRepeatedRules(JSONSchemaProps schema) {
        schema.setXKubernetesValidations(
                schema.getXKubernetesValidations().stream().distinct().toList());
    }

    private static void finishStatus(JSONSchemaProps status) {
        // Until the operator has looked, a resource is not what was asked for: without this, kstatus takes it for
        // current.
        status.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", -1));
        LIST_MAPS.forEach((name, key) -> {
            var list = status.getProperties().get(name);
            if (list != null) {
                list.setXKubernetesListType("map");
                list.setXKubernetesListMapKeys(List.of(key));
            }
        });
        var condition = at(status, "conditions").getItems().getSchema();
        condition.setRequired(List.of("type", "status", "lastTransitionTime", "reason"));
        describe(condition, CONDITION);
        at(condition, "lastTransitionTime").setFormat("date-time");
    }

    /** Kubernetes' own class for selectors knows no limits, and without them no rule about one is cheap enough. */
    private static void boundSelectors(JSONSchemaProps root) {
        everySchemaIn(root)
                .map(schema -> schema.getProperties().get("selector"))
                .filter(Objects::nonNull)
                .forEach(selector -> {
                    selector.setXKubernetesMapType("atomic");
                    var labels = at(selector, "matchLabels");
                    labels.setMaxProperties(32L);
                    labels.getAdditionalProperties().getSchema().setMaxLength(256L);
                    var expressions = at(selector, "matchExpressions");
                    expressions.setMaxItems(32L);
                    var expression = expressions.getItems().getSchema();
                    describe(selector, SELECTOR);
                    describe(expression, EXPRESSION);
                    at(expression, "key").setMaxLength(512L);
                    at(expression, "operator").setMaxLength(64L);
                    var values = at(expression, "values");
                    values.setMaxItems(64L);
                    values.getItems().getSchema().setMaxLength(256L);
                });
    }

    private static void describe(JSONSchemaProps schema, Map<String, String> properties) {
        properties.forEach((name, description) -> at(schema, name).setDescription(description));
    }

    static Stream<JSONSchemaProps> everySchemaIn(@Nullable JSONSchemaProps schema) {
        if (schema == null) {
            return Stream.empty();
        }
        var items = schema.getItems() == null ? null : schema.getItems().getSchema();
        var values = schema.getAdditionalProperties() == null
                ? null
                : schema.getAdditionalProperties().getSchema();
        return Stream.of(
                        Stream.of(schema),
                        schema.getProperties().values().stream().flatMap(Finish::everySchemaIn),
                        everySchemaIn(items),
                        everySchemaIn(values))
                .flatMap(schemas -> schemas);
    }

    private static JSONSchemaProps at(JSONSchemaProps schema, String property) {
        return Objects.requireNonNull(schema.getProperties().get(property), property);
    }

    private Finish() {}
}
