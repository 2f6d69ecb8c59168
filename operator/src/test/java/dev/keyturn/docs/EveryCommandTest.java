package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** There is no command in any page that no story types, unless a reason is written down. */
final class EveryCommandTest {

    private static final List<Stretch> TYPED = Stream.of(
                    KubectlStoryTest.CHOSEN,
                    HelmStoryTest.CHOSEN,
                    GitOpsStoryTest.WITH_ARGO_CD,
                    GitOpsStoryTest.WITH_FLUX,
                    QuickStartStoryTest.CHOSEN,
                    TakeOverStoryTest.CHOSEN,
                    SimulatorPageTest.CHOSEN,
                    ClusterPageTest.CHOSEN)
            .flatMap(List::stream)
            .toList();

    @Test
    void every_command_is_typed_by_a_story_or_has_a_reason() throws IOException {
        assertThat(commands())
                .filteredOn(command -> !isTyped(command) && !isExcused(command))
                .extracting(Typed::place)
                .as("commands that nobody types: let a story choose them, or say why not in NotTyped")
                .isEmpty();
    }

    @Test
    void no_reason_is_left_over() throws IOException {
        var commands = commands();
        assertThat(NotTyped.REASONS.keySet())
                .allSatisfy(excused -> assertThat(commands)
                        .filteredOn(excused::has)
                        .as(excused.toString())
                        .isNotEmpty()
                        .anyMatch(command -> !isTyped(command)));
    }

    /** A block in another language than these is nothing to type; one in a new language has to be thought about. */
    @Test
    void nothing_to_type_hides_in_a_block_of_another_language() throws IOException {
        for (var page : pages()) {
            assertThat(Page.read(Checkout.REPOSITORY, page).languages())
                    .as(page)
                    .isSubsetOf("sh", "", "yaml", "java", "csv");
        }
    }

    private static boolean isTyped(Typed command) {
        return TYPED.stream().anyMatch(stretch -> stretch.has(command));
    }

    private static boolean isExcused(Typed command) {
        return NotTyped.REASONS.keySet().stream().anyMatch(stretch -> stretch.has(command));
    }

    private static List<Typed> commands() throws IOException {
        return pages().stream()
                .flatMap(page -> Page.read(Checkout.REPOSITORY, page).commands().stream())
                .toList();
    }

    /** All of the repository, but not what builds leave. */
    static List<String> pages() throws IOException {
        try (var files = Files.walk(Checkout.REPOSITORY)) {
            return files.map(Checkout.REPOSITORY::relativize)
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of("target", ".git").noneMatch(folder -> has(file, folder)))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    private static boolean has(Path file, String folder) {
        for (var part : file) {
            if (part.toString().equals(folder)) {
                return true;
            }
        }
        return false;
    }
}
