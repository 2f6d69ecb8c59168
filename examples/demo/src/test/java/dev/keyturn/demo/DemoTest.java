package dev.keyturn.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class DemoTest {

    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(30));

    private final Path checkout = Path.of(Objects.requireNonNull(System.getProperty("keyturn.repository")));
    // The log is where logback-test.xml puts it.
    private final Home home = Home.of(
            checkout.resolve("examples/quickstart"),
            checkout.resolve("examples/kinds"),
            checkout.resolve("crds"),
            Path.of("target", "run"));
    private final StringWriter told = new StringWriter();
    private final Demo demo = new Demo(new PrintWriter(told), false, home);

    DemoTest() throws IOException {}

    @Test
    void the_whole_story_happens_every_claim_holds_and_no_value_is_told() throws IOException, InterruptedException {
        try (var world = new World(home.table())) {
            var holds = demo.play(world, PATIENCE);

            assertThat(told.toString())
                    .containsSubsequence(
                            "applied",
                            "issued",
                            "proved",
                            "published",
                            "checkout   True    Settled",
                            "in use",
                            "patched",
                            "issued",
                            "proved",
                            "published",
                            "checkout   True    Overlap",
                            "revoked",
                            "refused",
                            "0 refused",
                            "exposed",
                            "issued",
                            "proved",
                            "published",
                            "revoked",
                            "refused",
                            "restored",
                            "restarted",
                            "quiet",
                            "consents",
                            "asked for",
                            "read -rs T",
                            "a person",
                            "published",
                            "asked for",
                            "works on",
                            "✓")
                    .doesNotContain("✗")
                    .doesNotContain(new Sight(world, PATIENCE).value().orElseThrow())
                    .doesNotContain(world.provider.serviceToken())
                    .doesNotContainPattern("SS\\.[A-Za-z0-9._-]{8}");
            assertThat(holds).isTrue();
            assertThat(world.provider.livingKeys(World.WORKSPACE)).hasSize(1);
        }
    }

    @Test
    void a_provider_at_which_keys_live_on_after_their_revocation_is_no_happy_end()
            throws IOException, InterruptedException {
        try (var world = new World(home.table())) {
            world.provider.order(FaultRule.on(CallKind.DELETE_KEY, Fault.deadLate(Duration.ofHours(1)))
                    .always());

            var holds = demo.play(world, new Patience(Duration.ofSeconds(20)));

            assertThat(holds).isFalse();
            assertThat(told.toString()).containsPattern("✗ waited 20 s in vain for the key ws_apik_\\w+ proved dead");
        }
    }

    @Test
    void an_operator_that_cannot_issue_is_no_happy_end() throws IOException, InterruptedException {
        try (var world = new World(home.table())) {
            world.provider.order(
                    FaultRule.on(CallKind.CREATE_KEY, Fault.status(503)).always());

            var holds = demo.play(world, new Patience(Duration.ofSeconds(3)));

            assertThat(holds).isFalse();
            assertThat(told.toString()).contains("✗ waited 3 s in vain for a key of revision 1 at the provider");
        }
    }
}
