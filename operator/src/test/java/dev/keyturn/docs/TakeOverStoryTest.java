package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.helm.Helm;
import dev.keyturn.helm.HelmTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key made by hand is taken over as the page says, and turned for the first time. */
@Tag("dist")
@HelmTest
@ClusterTest
final class TakeOverStoryTest {

    private static final String PAGE = "docs/take-over.md";
    private static final String DECLARE = "Declare it";
    private static final String CONSENT = "Name the key, then consent";
    private static final String FIRST_TURN = "Turn it the first time";
    private static final String QUICK_START = "examples/quickstart/README.md";
    private static final String BUILT = "1. Build, and install the custom resources";
    private static final String SETTINGS = "examples/quickstart/simulator.yaml";
    private static final Stretch TOKEN = Stretch.of(QUICK_START, "2. The account's service token", "read -rs");
    private static final Stretch RUN = Stretch.of(QUICK_START, "4. Run the operator", "keyturn run --config");

    static final List<Stretch> CHOSEN = List.of(
            Stretch.of(QUICK_START, BUILT, "kubectl"),
            TOKEN,
            RUN,
            Stretch.of(PAGE, DECLARE),
            Stretch.of(PAGE, CONSENT),
            Stretch.of(PAGE, FIRST_TURN));

    @Test
    void a_key_made_by_hand_is_found_out_taken_over_and_turned(Helm helm, @TempDir Path dir) throws IOException {
        try (var scene = Scene.open(helm, dir, CHOSEN);
                var second = scene.terminal("second", new Ports().ofTheOperator())) {
            begin(scene, second);
            var byHand = scene.tenant.provider.mintKey("staging", "made by hand");
            scene.tenant.provider.mintKey("staging", "of somebody else");
            scene.kubectl(
                    "create",
                    "secret",
                    "generic",
                    "checkout-suprsend",
                    "-n",
                    Scene.SHOP,
                    "--from-literal=API_KEY=" + byHand.material(),
                    "--from-literal=URL=https://theirs");
            scene.reader.fillsIn("ws_apik_01ABC", byHand.key().id());

            scene.reader.writes("checkout.yaml", PAGE, DECLARE, "apiVersion");
            assertThat(scene.reader.types(PAGE, DECLARE).stdout()).contains(shown(scene));
            assertThat(entry(scene, "API_KEY")).isEqualTo(byHand.material());

            scene.reader.types(PAGE, CONSENT);
            assertThat(entry(scene, "API_KEY")).isEqualTo(byHand.material());
            assertThat(scene.tenant.made()).isZero();

            scene.reader.types(PAGE, FIRST_TURN);
            assertThat(scene.tenant.provider.accepts(entry(scene, "API_KEY"))).isTrue();
            assertThat(entry(scene, "API_KEY")).isNotEqualTo(byHand.material());
            assertThat(entry(scene, "URL")).isEqualTo("https://theirs");
            assertThat(scene.tenant.provider.accepts(byHand.material()))
                    .as("the overlap of a day")
                    .isTrue();
            second.interrupt();
            scene.isTold();
        }
    }

    /** An operator and an account, as the quick start leaves them. */
    private static void begin(Scene scene, Terminal second) throws IOException {
        scene.reader.types(Stretch.of(QUICK_START, BUILT, "kubectl"));
        scene.reader.types(TOKEN, scene.token());
        scene.kubectl(
                "apply",
                "-f",
                scene.checkout
                        .root()
                        .resolve("examples/quickstart/account.yaml")
                        .toString());
        scene.checkout.write(
                SETTINGS,
                scene.reader.fill(Files.readString(scene.checkout.root().resolve(SETTINGS))));
        scene.reader.starts(RUN, second, "");
    }

    /** What the page says that the message is. */
    private static String shown(Scene scene) {
        var message = Page.read(Checkout.REPOSITORY, PAGE).block("", DECLARE, "Secret checkout-suprsend");
        return scene.reader.fill(message.strip().replace('\n', ' '));
    }

    private static String entry(Scene scene, String name) {
        var value = scene.kubectl(
                "get", "secret", "checkout-suprsend", "-n", Scene.SHOP, "-o", "jsonpath={.data." + name + "}");
        return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    }
}
