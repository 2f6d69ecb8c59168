package dev.keyturn.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class KubectlTableTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String CHECKOUT = """
            {"metadata": {"name": "checkout", "creationTimestamp": "2026-11-24T11:57:30Z"},
             "spec": {"workspace": "staging"},
             "status": {"conditions": [{"type": "Rotating", "status": "False", "reason": "Other"},
                                       {"type": "Ready", "status": "True", "reason": "Settled"}],
                        "secretName": "checkout-suprsend", "revision": 7, "turnedAt": "2026-11-24T11:59:55Z",
                        "next": {"at": "2027-05-23T11:11:18Z"}}}
            """;

    private final KubectlTable table =
            KubectlTable.of(Path.of(Objects.requireNonNull(System.getProperty("keyturn.repository")))
                    .resolve("crds/suprsendapikeys.keyturn.dev.yaml"));

    KubectlTableTest() throws IOException {}

    @Test
    void a_resource_is_shown_under_the_columns_of_its_definition() throws IOException {
        assertThat(table.text(CHECKOUT, NOW).lines().map(String::stripTrailing))
                .containsExactly(
                        "NAME       READY   REASON    SECRET              TURNED   NEXT                   AGE",
                        "checkout   True    Settled   checkout-suprsend   5s       2027-05-23T11:11:18Z   2m30s");
    }

    @Test
    void what_is_not_known_yet_is_an_empty_cell() throws IOException {
        assertThat(table.text("{\"metadata\": {\"name\": \"checkout\"}}", NOW)
                        .lines()
                        .map(String::stripTrailing))
                .containsExactly("NAME       READY   REASON   SECRET   TURNED   NEXT   AGE", "checkout");
    }

    @Test
    void kubectl_gets_a_row_for_each_resource_of_a_list_and_the_wide_columns_too() throws IOException {
        var answer = new ObjectMapper().readTree(table.json("{\"items\": [" + CHECKOUT + "," + CHECKOUT + "]}", NOW));

        assertThat(answer.path("kind").asText()).isEqualTo("Table");
        assertThat(answer.path("rows"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.path("cells"))
                        .map(cell -> cell.asText())
                        .containsExactly(
                                "checkout",
                                "True",
                                "Settled",
                                "checkout-suprsend",
                                "5s",
                                "2027-05-23T11:11:18Z",
                                "2m30s",
                                "staging",
                                "7"));
    }
}
