package dev.keyturn.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Failures;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.SampleDemand;
import dev.keyturn.plan.SampleLedger;
import dev.keyturn.plan.Sink;
import dev.keyturn.plan.SinkView;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Installation;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.Look;
import dev.keyturn.port.Material;
import dev.keyturn.port.Names;
import dev.keyturn.port.Secret;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Entries that show the value of the key before: when they are there, and that they say nothing of which key is in use. */
final class PreviousEntriesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String NAME = "kr-aaaaaaaaaaaaaaaa";
    private static final Owner OWNER = new Owner("SuprSendApiKey", "shop", "checkout", "uid-1", "ns-1");
    private static final Target TARGET = new Target("shop", "checkout");
    private static final Map<String, String> DATA = Map.of(
            "KEY",
            "{{apiKey}}",
            "OLD",
            "{{ previous.apiKey }}",
            "BOTH",
            "{{apiKey}},{{previous.apiKey}}",
            "URL",
            "here");

    private final Rendering rendering = new Rendering(new Installation("inst0001", Secret.ofText("key"), ""));

    @Test
    void theyAreThereWhileTheOneBeforeLives() {
        assertThat(rendered(keyring(KeyState.Previous)))
                .isEqualTo(secrets(Map.of("KEY", "new", "OLD", "old", "BOTH", "new,old", "URL", "here")));
        assertThat(rendered(keyring(KeyState.Revoking))).isEqualTo(secrets(Map.of("KEY", "new", "URL", "here")));
    }

    @Test
    void whatIsWrittenLaterTakesThemOutWhoeverPutThemThere() {
        var content = rendering.content(NAME, OWNER, demand(), current(), keyring(KeyState.Revoking), material("new"));

        assertThat(content.staleEntries()).containsExactlyInAnyOrder("OLD", "BOTH");
        assertThat(content.annotations()).containsEntry(Names.ENDED, "id-old");
    }

    @Test
    void theSecretIsRightOnlyOnceItSaysThatTheCondemnedOneWasTakenOut() {
        var condemned = keyring(KeyState.Revoking);
        var without = Map.of("KEY", "new", "URL", "here");

        assertThat(exact(condemned, without, Map.of())).isFalse();
        assertThat(exact(condemned, without, Map.of(Names.ENDED, "id-another"))).isFalse();
        assertThat(exact(condemned, without, Map.of(Names.ENDED, "id-another,id-old")))
                .isTrue();
        assertThat(exact(condemned, Map.of("KEY", "new", "URL", "here", "OLD", "old"), Map.of(Names.ENDED, "id-old")))
                .isFalse();
    }

    @Test
    void thatItSaysSoStillWhenThatOneIsDeadIsNoReasonToWrite() {
        var full = Map.of("KEY", "new", "OLD", "old", "BOTH", "new,old", "URL", "here");

        assertThat(exact(keyring(KeyState.Previous), full, Map.of(Names.ENDED, "id-older")))
                .isTrue();
    }

    @Test
    void theyAreNotTakenForTheValueInUse() {
        var keyring = keyring(KeyState.Previous);

        assertThat(holder(keyring, Map.of("KEY", "new", "OLD", "old"))).contains("new");
        assertThat(holder(keyring, Map.of("KEY", "nobody's", "OLD", "old", "BOTH", "new,old")))
                .isEmpty();
        assertThat(holder(keyring, Map.of("KEY", "old", "OLD", "old"))).contains("old");
    }

    @Test
    void norAreThoseThatAnEarlierTemplateHad() {
        var keyring = keyring(KeyState.Previous);
        var look = look(Map.of("KEY", "nobody's", "FORMER", "old"), Map.of());

        assertThat(Traces.holder(look, keyring, demand())).isEmpty();
    }

    private Map<String, Secret> rendered(Keyring keyring) {
        return rendering
                .content(NAME, OWNER, demand(), current(), keyring, material("new"))
                .data();
    }

    private boolean exact(Keyring keyring, Map<String, String> data, Map<String, String> said) {
        var wanted = rendering.content(NAME, OWNER, demand(), current(), keyring, material("new"));
        var annotations = new HashMap<>(wanted.annotations());
        annotations.remove(Names.ENDED);
        annotations.putAll(said);
        var look = new Look(
                TARGET, true, secrets(data), wanted.labels(), annotations, Optional.empty(), Optional.empty(), "1");
        return rendering.claimed(look, NAME, keyring, OWNER, demand()) instanceof SinkView.Ours ours && ours.exact();
    }

    private static Optional<String> holder(Keyring keyring, Map<String, String> data) {
        return Traces.holder(look(data, Map.of()), keyring, demand()).map(Key::attempt);
    }

    private static Look look(Map<String, String> data, Map<String, String> annotations) {
        return new Look(TARGET, true, secrets(data), Map.of(), annotations, Optional.empty(), Optional.empty(), "1");
    }

    private static Map<String, Secret> secrets(Map<String, String> texts) {
        var secrets = new HashMap<String, Secret>();
        texts.forEach((entry, text) -> secrets.put(entry, Secret.ofText(text)));
        return secrets;
    }

    private static Material material(String value) {
        return Material.of("apiKey", Secret.ofText(value));
    }

    private static Demand demand() {
        return SampleDemand.of(TARGET).data(DATA).done();
    }

    private static Key current() {
        return key("new", 2, KeyState.Current);
    }

    private static Keyring keyring(KeyState before) {
        return new Keyring(
                ledger(List.of(key("old", 1, before), current())),
                Map.of("old", material("old"), "new", material("new")));
    }

    private static Key key(String attempt, int revision, KeyState state) {
        return new Key(
                attempt,
                "SuprSendApiKey",
                new Place("acct-1", "cloud", "staging", "wksp_1"),
                "id-" + attempt,
                "name",
                revision,
                state,
                true,
                null,
                NOW,
                NOW,
                null,
                null,
                null,
                false,
                false,
                0,
                null,
                Failures.NONE,
                null);
    }

    private static Ledger ledger(List<Key> keys) {
        var previous = new Sink.Previous("old", List.of("FORMER"));
        return SampleLedger.of(OWNER, TARGET, NOW)
                .keys(keys.toArray(Key[]::new))
                .sink(new Sink(2, "new", 1, NOW, NOW, false, List.of("KEY"), List.of(), List.of(), previous, null))
                .done();
    }
}
