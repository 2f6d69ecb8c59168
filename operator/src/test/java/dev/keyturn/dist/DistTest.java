package dev.keyturn.dist;

import static dev.keyturn.dist.Dist.CACHE_OR_NOTHING;
import static dev.keyturn.dist.Dist.FOLDER;
import static dev.keyturn.dist.Dist.SCRIPTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keyturn.dist.Dist.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder as the build has left it. */
@Tag("dist")
final class DistTest {

    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    @Test
    void it_starts_with_its_cache_and_stops_when_it_is_told(@TempDir Path dir) throws IOException {
        try (var cluster = StandIn.start(dir, "keyturn-system");
                var provider = Training.provider();
                var program = Program.start(
                        FOLDER, dir, cluster.kubeconfig(), Training.configuration(provider), CACHE_OR_NOTHING)) {
            program.awaitReady();

            assertThat(program.log()).doesNotContain("[aot]");
            assertThat(program.stop(LONGEST_END)).isIn(0, 143);
        }
    }

    @Test
    void what_the_program_loads_comes_from_the_cache() throws IOException, InterruptedException {
        var loaded = start(FOLDER, CACHE_OR_NOTHING + " -Xlog:class+load").output();

        var own = loaded.lines().filter(line -> line.contains(" dev.keyturn.")).toList();
        assertThat(own).isNotEmpty();
        // picocli is compiled for a Java too old to be kept in a cache, and what extends it goes with it.
        assertThat(loaded.lines()
                        .filter(line -> line.contains("source: file:") && !line.contains(" picocli."))
                        .toList())
                .hasSizeLessThan(20);
    }

    @Test
    void a_cache_that_does_not_fit_is_told_from_one_that_does() throws IOException, InterruptedException {
        var other = start(FOLDER, CACHE_OR_NOTHING + " -XX:-UseCompactObjectHeaders");

        assertThat(other.code()).isNotZero();
        assertThat(other.output()).contains("Unable to use AOT cache");
    }

    @Test
    void it_is_the_same_elsewhere_when_its_step_of_the_image_has_copied_it(@TempDir Path dir)
            throws IOException, InterruptedException {
        var elsewhere = dir.resolve("in/another/place");

        var installed = Dist.run(Map.of(), SCRIPTS.resolve("install").toString(), elsewhere.toString());

        assertThat(installed).isEqualTo(new Ended(0, "keyturn 0.1.0\n"));
        assertThat(start(elsewhere, CACHE_OR_NOTHING)).isEqualTo(new Ended(0, "keyturn 0.1.0\n"));
        var link = Files.createSymbolicLink(dir.resolve("keyturn"), elsewhere.resolve("bin/keyturn"));
        assertThat(Dist.run(Map.of("PATH", "/usr/bin:/bin"), link.toString(), "--version")
                        .code())
                .isZero();
    }

    @Test
    void its_runtime_has_the_modules_that_its_jars_use() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jdeps").toString(),
                "--ignore-missing-deps",
                "--multi-release",
                "25",
                "--print-module-deps",
                "--class-path",
                FOLDER.resolve("lib/*").toString()));
        Dist.jars()
                .forEach(jar -> command.add(FOLDER.resolve("lib").resolve(jar).toString()));
        var used = Dist.run(Map.of(), command.toArray(String[]::new))
                .output()
                .lines()
                .filter(line -> line.startsWith("java.base"))
                .findFirst()
                .orElseThrow();

        var release = Files.readString(FOLDER.resolve("runtime/release"));
        var there = release.lines()
                .filter(line -> line.startsWith("MODULES="))
                .findFirst()
                .orElseThrow()
                .replaceAll("^MODULES=|\"", "");
        assertThat(List.of(there.split(" ", -1))).contains(used.split(",", -1));
    }

    @Test
    void its_bill_of_materials_lists_its_jars_and_nothing_else() throws IOException {
        var bill = new JsonMapper().readTree(FOLDER.resolve("sbom.json").toFile());

        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        var listed = new TreeSet<String>();
        StreamSupport.stream(bill.path("components").spliterator(), false)
                .forEach(component -> listed.add(component.path("name").asText() + "-"
                        + component.path("version").asText() + ".jar"));
        var itself = bill.path("metadata").path("component");
        listed.add(itself.path("name").asText() + "-" + itself.path("version").asText() + ".jar");
        assertThat(listed).isEqualTo(Dist.jars());
    }

    private static Ended start(Path home, String options) throws IOException, InterruptedException {
        return Dist.run(
                Map.of("KEYTURN_JAVA_OPTIONS", options),
                home.resolve("bin/keyturn").toString(),
                "--version");
    }
}
