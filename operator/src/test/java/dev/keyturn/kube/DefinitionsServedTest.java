package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Whether the API server serves the definitions of this version; here they are taken from their files. */
final class DefinitionsServedTest {

    @Test
    void theCommittedOnesLackNothing() throws IOException {
        assertThat(KubeDefinitions.lacking(schemas())).isEmpty();
    }

    @Test
    void whatAnOlderOneLacksIsNamed() throws IOException {
        var schemas = schemas();
        properties(schemas, "SuprSendApiKey", "spec").remove("onExposure");
        ((ObjectNode) properties(schemas, "ClusterSuprSendAccount", "spec")
                        .path("grants")
                        .path("items")
                        .path("properties"))
                .remove("workspaces");

        assertThat(KubeDefinitions.lacking(schemas))
                .containsExactlyInAnyOrder(
                        "SuprSendApiKey spec.onExposure", "ClusterSuprSendAccount spec.grants[].workspaces");
    }

    @Test
    void aKindThatIsNotPublishedYetLacksNothing() {
        assertThat(KubeDefinitions.lacking(new ObjectMapper().createObjectNode()))
                .isEmpty();
    }

    private static ObjectNode properties(JsonNode schemas, String kind, String part) {
        return (ObjectNode) schemas.path("dev.keyturn.v1alpha1." + kind)
                .path("properties")
                .path(part)
                .path("properties");
    }

    private static JsonNode schemas() throws IOException {
        var schemas = new ObjectMapper().createObjectNode();
        try (var files = Files.list(Path.of(System.getProperty("keyturn.repository"), "crds"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                var definition = new YAMLMapper().readTree(file.toFile());
                var kind = definition.at("/spec/names/kind").asText();
                schemas.set("dev.keyturn.v1alpha1." + kind, definition.at("/spec/versions/0/schema/openAPIV3Schema"));
            }
        }
        return schemas;
    }
}
