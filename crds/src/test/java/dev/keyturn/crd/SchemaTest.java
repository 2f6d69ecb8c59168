package dev.keyturn.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What must hold of every field of every kind. */
final class SchemaTest {

    static final List<Class<? extends CustomResource<?, ?>>> KINDS = Definitions.KINDS;

    @ParameterizedTest
    @FieldSource("KINDS")
    void every_field_says_what_it_is(Class<? extends CustomResource<?, ?>> kind) {
        assertThat(where(kind, (path, schema) -> !path.endsWith("*") && schema.getDescription() == null))
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void every_text_that_a_user_writes_is_bounded(Class<? extends CustomResource<?, ?>> kind) {
        assertThat(where(
                        kind,
                        (path, schema) -> path.startsWith(".spec")
                                && "string".equals(schema.getType())
                                && schema.getEnum().isEmpty()
                                && schema.getMaxLength() == null))
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void every_list_and_map_that_a_user_writes_is_bounded(Class<? extends CustomResource<?, ?>> kind) {
        assertThat(where(
                        kind,
                        (path, schema) ->
                                path.startsWith(".spec") && schema.getItems() != null && schema.getMaxItems() == null))
                .isEmpty();
        assertThat(where(
                        kind,
                        (path, schema) -> path.startsWith(".spec")
                                && schema.getAdditionalProperties() != null
                                && schema.getMaxProperties() == null))
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void what_is_refused_is_refused_with_a_sentence(Class<? extends CustomResource<?, ?>> kind) {
        assertThat(where(
                        kind,
                        (_, schema) -> schema.getPattern() != null
                                || schema.getXKubernetesValidations().stream()
                                        .anyMatch(rule -> rule.getMessage() == null)))
                .isEmpty();
    }

    /** Paths of fields; of the entries of a list or map with an asterisk. */
    private static List<String> where(
            Class<? extends CustomResource<?, ?>> kind, BiPredicate<String, JSONSchemaProps> holds) {
        var schemas = new LinkedHashMap<String, JSONSchemaProps>();
        var root = Definitions.of(kind)
                .getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema();
        collect("", root, schemas);
        assertThat(schemas).containsKeys(".spec", ".status.conditions.*.reason");
        return schemas.entrySet().stream()
                .filter(entry -> holds.test(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void collect(String path, JSONSchemaProps schema, Map<String, JSONSchemaProps> into) {
        into.put(path, schema);
        schema.getProperties().forEach((name, field) -> collect(path + "." + name, field, into));
        if (schema.getItems() != null) {
            collect(path + ".*", schema.getItems().getSchema(), into);
        }
        if (schema.getAdditionalProperties() != null) {
            collect(path + ".*", schema.getAdditionalProperties().getSchema(), into);
        }
    }
}
