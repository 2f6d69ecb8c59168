package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person, or a machine, reads in the log of a rotation: one line a step, each with the rotation's id, and no value of a key. */
@ClusterTest
final class LogTest {

    /** Ids differ from run to run; each keeps its number within one. */
    private static final List<Pattern> IDS = List.of(
            Pattern.compile("(?<=rotation=\")([a-z0-9]+)"),
            Pattern.compile("(?<=keyring=\")(kr-[a-z0-9]+)"),
            Pattern.compile("(?<=attempt=\")([a-z0-9]+)"),
            Pattern.compile("(ws_apik_[A-Za-z0-9]+)"),
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:[.]\\d+)?Z)"));

    private static final String STORY = """
            INFO  rotation to revision 1 begins: Initial rotation="ID1" credential="SuprSendApiKey/SHOP/checkout" keyring="ID2" step="Begin" attempt="ID3"
            INFO  issued as ID4 rotation="ID1" credential="SuprSendApiKey/SHOP/checkout" keyring="ID2" step="Issue" attempt="ID3"
            INFO  revision 1 is proved to work rotation="ID1" credential="SuprSendApiKey/SHOP/checkout" keyring="ID2" step="Verify" attempt="ID3"
            INFO  revision 1 is published in Secret checkout; the rotation is complete rotation="ID1" credential="SuprSendApiKey/SHOP/checkout" keyring="ID2" step="Publish" attempt="ID3"
            INFO  rotation to revision 2 begins: Requested rotation="ID5" credential="SuprSendApiKey/SHOP/checkout" keyring="ID2" step="Begin" attempt="ID6"
            INFO  issued as ID7 rotation="ID5" credential="SuprSendApiKey/SHOP/checkout" keyring="ID2" step="Issue" attempt="ID6"
            INFO  revision 2 is proved to work rotation="ID5" credential="SuprSendApiKey/SHOP/checkout" keyring="ID2" step="Verify" attempt="ID6"
            INFO  revision 2 is published in Secret checkout rotation="ID5" credential="SuprSendApiKey/SHOP/checkout" keyring="ID2" step="Publish" attempt="ID6"
            INFO  waits: Overlap: revision 1 lives on until ID8 rotation="ID5" credential="SuprSendApiKey/SHOP/checkout" keyring="ID2" step="Wait"
            INFO  revision 1 is condemned, and never published again rotation="ID5" credential="SuprSendApiKey/SHOP/checkout" keyring="ID2" step="Condemn" attempt="ID3"
            INFO  revision 1 is revoked, and proved dead; the rotation is complete rotation="ID5" credential="SuprSendApiKey/SHOP/checkout" keyring="ID2" step="Revoke" attempt="ID3"
            """;

    @Test
    void a_rotation_has_one_line_a_step(ControlPlane cluster, @TempDir Path dir) {
        try (var stage = new Stage(cluster)) {
            var log = turned(stage, dir, Map.of());

            assertThat(masked(
                            stage,
                            log.lines()
                                    .filter(line -> line.contains("keyring="))
                                    .toList()))
                    .isEqualTo(STORY);
            assertThat(log).doesNotContain(stage.published("checkout"), stage.provider.serviceToken());

            try (var again = OperatorProcess.start(stage, dir, "again")) {
                stage.apply("other", "");
                stage.awaitSettled("other", 1);
                assertThat(again.log())
                        .contains("/other")
                        .as("a credential at rest, seen by another process")
                        .doesNotContain("/checkout");
            }
        }
    }

    @Test
    void as_json_the_same_lines_have_the_same_fields(ControlPlane cluster, @TempDir Path dir)
            throws JsonProcessingException {
        try (var stage = new Stage(cluster)) {
            var log = turned(stage, dir, Map.of("KEYTURN_LOG_FORMAT", "json"));

            var steps = new ArrayList<String>();
            for (var line : log.lines().toList()) {
                var fields = fields(new JsonMapper().readTree(line));
                if (fields.containsKey("step")) {
                    steps.add(fields.remove("level") + "  " + fields.remove("message") + " "
                            + fields.entrySet().stream()
                                    .map(field -> field.getKey() + "=\"" + field.getValue() + "\"")
                                    .collect(Collectors.joining(" ")));
                }
            }
            assertThat(masked(stage, steps)).isEqualTo(STORY);
            assertThat(log).doesNotContain(stage.published("checkout"), stage.provider.serviceToken());
        }
    }

    @Test
    void a_step_that_fails_is_a_warning_with_its_reason_and_when_it_is_tried_again(
            ControlPlane cluster, @TempDir Path dir) {
        try (var stage = new Stage(cluster);
                var program = OperatorProcess.start(stage, dir, "keyturn", Map.of())) {
            stage.provider.order(
                    FaultRule.on(CallKind.CREATE_KEY, Fault.status(429)).times(1));
            stage.apply("checkout", "");
            stage.awaitStatus(
                    "checkout",
                    status -> status.rotation() != null
                            && "ProviderRateLimited".equals(status.rotation().lastError()));

            assertThat(program.log())
                    .containsPattern(
                            "WARN  .*ProviderRateLimited.*; tried again at \\d{4}-\\S+Z rotation=\"[a-z0-9]+\" credential=\"SuprSendApiKey/"
                                    + stage.shop + "/checkout\" keyring=\"kr-[a-z0-9]+\" step=\"Issue\"");
        }
    }

    private static Map<String, String> fields(JsonNode line) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("level", line.get("level").asText());
        fields.put("message", line.get("formattedMessage").asText());
        line.path("kvpList")
                .forEach(pair -> pair.properties()
                        .forEach(entry ->
                                fields.put(entry.getKey(), entry.getValue().asText())));
        return fields;
    }

    /** All that the program says while a first key is made and turns on request. */
    private static String turned(Stage stage, Path dir, Map<String, String> environment) {
        try (var program = OperatorProcess.start(stage, dir, "keyturn", environment)) {
            stage.apply("checkout", "rotation: {overlap: 8s}");
            stage.awaitSettled("checkout", 1);
            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            stage.awaitSettled("checkout", 2);
            return program.log();
        }
    }

    private static String masked(Stage stage, List<String> lines) {
        var ids = new LinkedHashMap<String, String>();
        var text = new StringBuilder();
        for (var line : lines) {
            var masked = line.replaceFirst("^\\S+Z ", "").replace("/" + stage.shop + "/", "/SHOP/");
            for (var pattern : IDS) {
                masked = pattern.matcher(masked)
                        .replaceAll(id -> ids.computeIfAbsent(id.group(1), _ -> "ID" + (ids.size() + 1)));
            }
            text.append(masked).append('\n');
        }
        return text.toString();
    }
}
