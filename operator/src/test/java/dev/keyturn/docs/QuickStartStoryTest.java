package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.helm.Helm;
import dev.keyturn.helm.HelmTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick start from its first command to its last, with the simulator and the operator each in a terminal of its own. */
@Tag("dist")
@HelmTest
@ClusterTest
final class QuickStartStoryTest {

    private static final String PAGE = "examples/quickstart/README.md";
    private static final String FIRST_HOUR = "docs/first-hour.md";
    private static final String README = "README.md";
    private static final String CALENDARS = "docs/calendars.md";
    private static final String PROGRAM = "Where the program is";
    private static final String CLUSTER = "On a cluster";
    private static final String FIRST = "1. Build, and install the custom resources";
    private static final String TOKEN = "2. The account's service token";
    private static final String OPERATOR = "4. Run the operator";
    private static final String LAST = "7. Clean up";
    private static final Stretch SIMULATOR = Stretch.of(PAGE, TOKEN, "bin/simulator");
    private static final Stretch RUN = Stretch.of(PAGE, OPERATOR, "keyturn run --config");

    static final List<Stretch> CHOSEN = List.of(
            Stretch.of(PAGE, FIRST, "kubectl"),
            SIMULATOR,
            Stretch.of(PAGE, TOKEN, "read -rs"),
            Stretch.of(PAGE, "3. Ask for a key"),
            RUN,
            Stretch.of(PAGE, OPERATOR, "kubectl"),
            Stretch.of(PAGE, "5. Turn it"),
            Stretch.of(PAGE, "6. It was exposed"),
            Stretch.of(PAGE, LAST),
            Stretch.of(README, CLUSTER),
            Stretch.of(FIRST_HOUR, "Is it well?"),
            Stretch.of(FIRST_HOUR, "Read one"),
            Stretch.of(FIRST_HOUR, "Turn it, and wait for it"),
            Stretch.of(FIRST_HOUR, "Hold it"),
            Stretch.of(FIRST_HOUR, "Break it"),
            Stretch.of(FIRST_HOUR, "Play the leak"),
            Stretch.of(CALENDARS, PROGRAM));

    @Test
    void the_quick_start_leads_to_a_turned_key_and_away(Helm helm, @TempDir Path dir) {
        var ports = new Ports();
        try (var scene = Scene.open(helm, dir, CHOSEN);
                var second = scene.terminal("second", Map.of());
                var third = scene.terminal("third", ports.ofTheOperator())) {
            scene.reader.types(PAGE, FIRST);
            scene.reader.starts(SIMULATOR, second, ports.ofTheSimulator());
            var token = second.awaitShown(Pattern.compile("service token (\\S+) "));
            scene.reader.types(Stretch.of(PAGE, TOKEN, "read -rs"), token);
            scene.reader.types(PAGE, "3. Ask for a key");

            ports.writeInto(scene.checkout, "examples/quickstart/simulator.yaml");
            scene.checkout.edit("examples/quickstart/simulator.yaml", "deletionDelay: 10s", "deletionDelay: 1s");
            scene.reader.starts(RUN, third, "");
            scene.reader.types(Stretch.of(PAGE, OPERATOR, "kubectl"));
            var first = scene.tenant.published();

            scene.reader.types(Stretch.of(README, CLUSTER, "get"));

            scene.reader.types(PAGE, "5. Turn it");
            var turned = scene.tenant.published();
            assertThat(turned).isNotEqualTo(first);
            scene.reader.types(Stretch.of(README, CLUSTER, "annotate"));
            scene.reader.types(Stretch.of(README, CLUSTER, "wait"));
            scene.reader.types(PAGE, "6. It was exposed");
            assertThat(ports.accepts(first)).isFalse();
            assertThat(ports.accepts(turned)).isFalse();
            assertThat(ports.accepts(scene.tenant.published())).isTrue();

            theFirstHour(scene, ports);
            assertThat(scene.reader
                            .types(Stretch.of(CALENDARS, PROGRAM, "plan"))
                            .stdout())
                    .contains("shop/checkout (SuprSendApiKey)");

            scene.reader.types(Stretch.of(PAGE, LAST, "key.yaml"));
            scene.reader.types(Stretch.of(PAGE, LAST, "kubectl wait"));
            assertThat(ports.living()).isZero();
            third.interrupt();
            scene.reader.types(Stretch.of(PAGE, LAST, "account.yaml"));
            scene.reader.types(Stretch.of(PAGE, LAST, "namespace shop"));
            scene.reader.types(Stretch.of(PAGE, LAST, "crds/"));
            scene.hasNothing();
            scene.isTold();
        }
    }

    private static void theFirstHour(Scene scene, Ports ports) {
        scene.reader.types(FIRST_HOUR, "Is it well?");
        assertThat(scene.reader.types(FIRST_HOUR, "Read one").stdout()).contains("FIELD: rotation");
        assertThat(scene.reader
                        .types(Stretch.of(FIRST_HOUR, "Read one", "events"))
                        .stdout())
                .contains("proved dead");
        var before = scene.tenant.published();
        assertThat(scene.reader.types(FIRST_HOUR, "Turn it, and wait for it").stdout())
                .contains("Overlap");
        var turned = scene.tenant.published();
        assertThat(turned).isNotEqualTo(before);
        assertThat(ports.accepts(before)).isTrue();

        scene.reader.types(FIRST_HOUR, "Hold it");
        scene.reader.types(FIRST_HOUR, "Break it");
        assertThat(scene.tenant.published()).isEqualTo(turned);

        scene.reader.types(FIRST_HOUR, "Play the leak");
        assertThat(ports.accepts(before)).isFalse();
        assertThat(ports.accepts(turned)).isFalse();
        assertThat(ports.accepts(scene.tenant.published())).isTrue();
    }
}
