package dev.keyturn.dist;

import static dev.keyturn.dist.Dist.FOLDER;
import static dev.keyturn.dist.Dist.REPOSITORY;
import static dev.keyturn.dist.Dist.SCRIPTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Dockerfile does nothing but to call scripts that are run without a container engine, too. */
@Tag("dist")
final class DockerfileTest {

    private static final String HOME = "/keyturn";

    @Test
    void each_step_is_a_script_and_each_script_is_run_by_the_build_or_by_a_test() throws IOException {
        assertThat(values("RUN")).containsExactly("operator/image/build", "operator/image/install " + HOME);
        assertThat(SCRIPTS.resolve("build")).isExecutable();
        assertThat(SCRIPTS.resolve("install")).isExecutable();
    }

    @Test
    void what_it_copies_is_the_checkout_and_what_the_last_step_left() throws IOException {
        assertThat(values("COPY")).containsExactly(". .", "--from=build " + HOME + " " + HOME);
        assertThat(Files.readAllLines(SCRIPTS.resolve("Dockerfile.dockerignore")))
                .containsExactly(".git", "**/target");
    }

    @Test
    void its_bases_are_build_arguments_and_it_runs_as_nobody() throws IOException {
        assertThat(values("FROM")).containsExactly("${BUILDER} AS build", "${BASE}");
        assertThat(values("ARG"))
                .extracting(value -> value.replaceFirst("=.*", ""))
                .containsExactly("BUILDER", "BASE");
        assertThat(values("USER")).containsExactly("65532:65532");
    }

    @Test
    void it_starts_the_program_by_the_words_of_bin_keyturn(@TempDir Path dir) throws IOException {
        try (var cluster = StandIn.start(dir, "keyturn-system");
                var provider = Training.provider();
                var program = Program.start(FOLDER, dir, cluster.kubeconfig(), Training.configuration(provider))) {
            var words = program.awaitReady().words();

            assertThat(words.subList(0, words.indexOf("run")))
                    .isEqualTo(entrypoint().stream()
                            .map(word -> word.replace(HOME + "/", FOLDER + "/"))
                            .toList());
            assertThat(values("CMD")).containsExactly("[\"run\"]");
        }
    }

    @Test
    void its_entrypoint_works_with_the_cache_and_without_a_shell() throws IOException, InterruptedException {
        var command = entrypoint().stream().map(word -> word.replace(HOME + "/", FOLDER + "/"));

        var ended = Dist.run(
                Map.of("JDK_JAVA_OPTIONS", Dist.CACHE_OR_NOTHING, "PATH", ""),
                Stream.concat(command, Stream.of("--version")).toArray(String[]::new));

        assertThat(ended.output()).endsWith("keyturn 0.1.0\n");
        assertThat(ended.code()).isZero();
    }

    @Test
    void its_first_step_packages_the_operator_with_a_jdk_that_it_finds(@TempDir Path dir)
            throws IOException, InterruptedException {
        var maven = Files.writeString(dir.resolve("mvn"), """
                #!/bin/sh
                [ -x "$JAVA_HOME/bin/javac" ] && [ -f pom.xml ] && echo "mvn $*"
                """);
        assertThat(maven.toFile().setExecutable(true)).isTrue();

        var ended = Dist.run(
                Map.of(
                        "PATH",
                        dir + ":/usr/bin:/bin",
                        "HOME",
                        dir.toString(),
                        "JAVA_HOME",
                        System.getProperty("java.home")),
                SCRIPTS.resolve("build").toString());

        assertThat(ended)
                .isEqualTo(new Dist.Ended(
                        0, "mvn --batch-mode --no-transfer-progress -q -DskipTests -pl operator -am package\n"));
    }

    private static List<String> entrypoint() throws IOException {
        return List.of(new JsonMapper().readValue(values("ENTRYPOINT").getFirst(), String[].class));
    }

    /** What stands after this word, in the order of its lines. */
    private static List<String> values(String instruction) throws IOException {
        return Files.readAllLines(REPOSITORY.resolve("operator/image/Dockerfile")).stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1))
                .toList();
    }
}
