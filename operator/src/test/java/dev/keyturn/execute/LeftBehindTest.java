package dev.keyturn.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.SampleLedger;
import dev.keyturn.plan.Sink;
import dev.keyturn.plan.Standing;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.Look;
import dev.keyturn.port.Material;
import dev.keyturn.port.Names;
import dev.keyturn.port.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What of a Secret is ours when it is let go of, also where a crash kept the ledger from saying so. */
final class LeftBehindTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Owner OWNER = new Owner("SuprSendApiKey", "shop", "checkout", "uid-1", "ns-1");
    private static final Target TARGET = new Target("shop", "checkout");
    private static final Sink UNRECORDED = sink(0, true, List.of());

    @Test
    void aSecretThatNobodyConsentedToWasMadeByUs() {
        assertThat(Traces.left(look(Map.of()), keyring(), UNRECORDED).adopted()).isFalse();
    }

    @Test
    void whereSomebodyConsentedWhatOthersPutThereStays() {
        var left = Traces.left(look(Map.of(Names.ADOPTABLE_BY, "SuprSendApiKey/checkout")), keyring(), UNRECORDED);

        assertThat(left.adopted()).isTrue();
        assertThat(left.entries()).containsExactly("KEY", "config.json");
    }

    @Test
    void whatTheLedgerSaysCountsWhateverTheSecretSaysByNow() {
        var consented = look(Map.of(Names.ADOPTABLE_BY, "SuprSendApiKey/checkout"));

        assertThat(Traces.left(consented, keyring(), sink(3, false, List.of("KEY")))
                        .adopted())
                .isFalse();
        assertThat(Traces.left(look(Map.of()), keyring(), sink(3, true, List.of("BASE_URL")))
                        .entries())
                .containsExactly("BASE_URL", "KEY", "config.json");
    }

    private static Look look(Map<String, String> annotations) {
        return new Look(
                TARGET,
                true,
                Map.of(
                        "KEY", Secret.ofText("one"),
                        "config.json", Secret.ofText("{\"key\": \"one\"}"),
                        "BASE_URL", Secret.ofText("https://hub.example.com"),
                        "OTHERS", Secret.ofText("theirs")),
                Map.of(),
                annotations,
                Optional.empty(),
                Optional.empty(),
                "1");
    }

    private static Keyring keyring() {
        return new Keyring(ledger(), Map.of("aaaa1111", Material.of("apiKey", Secret.ofText("one"))));
    }

    private static Sink sink(long publication, boolean adopted, List<String> entries) {
        return new Sink(1, "aaaa1111", publication, NOW, NOW, adopted, entries, List.of(), List.of(), null, null);
    }

    private static Ledger ledger() {
        return SampleLedger.of(OWNER, TARGET, NOW)
                .standing(Standing.Released)
                .sink(UNRECORDED)
                .done();
    }
}
