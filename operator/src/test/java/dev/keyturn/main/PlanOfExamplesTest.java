package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyturn.kube.Kinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code keyturn plan -f} says of the folders that a user finds here, word by word. */
final class PlanOfExamplesTest {

    private static final Path EXAMPLES = Path.of(System.getProperty("keyturn.repository"), "examples");

    /** What Argo CD's scripts are tried with. */
    private static final Path TESTDATA = EXAMPLES.resolve("argocd/resource_customizations");

    /** A folder, and its golden text beside this class. */
    enum Folder {
        KINDS("kinds", "kinds.txt"),
        QUICK_START("quickstart", "quickstart.txt"),
        ARGO_CD("argocd/shop", "argocd-shop.txt"),
        FLUX("flux/shop", "flux-shop.txt");

        private final String path;
        private final String golden;

        Folder(String path, String golden) {
            this.path = path;
            this.golden = golden;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_folder_is_told_as_its_golden_text_has_it(Folder folder) throws Exception {
        var report = PlanOfManifestsTest.planned(
                List.of(EXAMPLES.resolve(folder.path).toString()));

        assertThat(report.text()).isEqualTo(golden(folder));
        assertThat(report.isRight()).isTrue();
    }

    private static String golden(Folder folder) throws IOException {
        try (var text = PlanOfExamplesTest.class.getResourceAsStream("plan/" + folder.golden)) {
            return new String(Objects.requireNonNull(text, folder.golden).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void no_folder_with_credentials_is_left_out() throws IOException {
        try (var files = Files.walk(EXAMPLES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml") && !file.startsWith(TESTDATA))
                            .filter(file -> !file.toString().contains("/target/"))
                            .filter(PlanOfExamplesTest::hasCredentials)
                            .map(file -> EXAMPLES.relativize(file.getParent()).toString())
                            .distinct())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(Folder.values())
                            .map(folder -> folder.path)
                            .toList());
        }
    }

    private static boolean hasCredentials(Path file) {
        try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return documents.readAll().stream()
                    .map(document -> document.path("kind").asText())
                    .anyMatch(kind ->
                            Kinds.ALL.stream().anyMatch(known -> known.name().equals(kind)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
