package dev.keyturn.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Listing;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.ProviderName;
import dev.keyturn.plan.Reason;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Installation;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Issuer.Listed;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.Secret;
import dev.keyturn.port.StoredKeyring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The provider's list against all keyrings, while others write them. */
final class ComparisonTest {

    private static final String KEYRING = "kr-abcdefghijklmnop";
    private static final Place HERE = Ledgers.place("acct-1", "staging");
    private static final Place ELSEWHERE = Ledgers.place("acct-1", "production");
    private static final Installation INSTALLATION = new Installation("inst0001", Secret.ofText("a key"), "");

    private final FakeKeyrings keyrings = new FakeKeyrings();
    private final Memory memory = new Memory();
    private final List<StoredKeyring> found = new ArrayList<>();
    private final Comparison comparison = new Comparison(keyrings, INSTALLATION, () -> Ledgers.NOW, memory, found::add);

    /** What happens while the provider makes its list. */
    private Runnable meanwhile = () -> {};

    private List<Listed> listed = List.of();

    private Outcome compare(Place place) {
        return compare("SuprSendApiKey", place);
    }

    private Outcome compare(String kind, Place place) {
        var issuer = FakePort.of(
                Issuer.class,
                Map.of(
                        "kind", _ -> kind,
                        "list",
                                _ -> {
                                    meanwhile.run();
                                    return new Answer.Ok<>(listed);
                                }));
        return comparison.compare(
                issuer, new Issuer.Access("cloud", Secret.ofText("token")), place, Ledgers.NOW.plusSeconds(1));
    }

    private static Listed key(String id, int revision, String attempt) {
        return new Listed(id, new ProviderName("inst0001", KEYRING, revision, attempt).toString(), false, Ledgers.NOW);
    }

    private void keyring(Place place) {
        keyrings.put(KEYRING, new Keyring(Ledgers.of(KEYRING, place, "id-1"), Map.of()));
    }

    @Test
    void twoKeysThatAKeyringDoesNotKnowAreBothTakenUp() {
        keyring(HERE);
        listed = List.of(key("id-1", 1, "aaaa1111"), key("id-2", 2, "bbbb2222"), key("id-3", 2, "cccc3333"));

        assertThat(compare(HERE)).isEqualTo(new Outcome.Done());

        assertThat(keyrings.read(KEYRING).orElseThrow().keyring().ledger().keys())
                .extracting(Key::id)
                .containsExactlyInAnyOrder("id-1", "id-2", "id-3");
        assertThat(found).hasSize(2);
    }

    @Test
    void nothingIsConcludedAboutAKeyringThatIsAnotherOneByNow() {
        keyring(HERE);
        listed = List.of(key("id-2", 2, "bbbb2222"));
        meanwhile = () -> keyring(HERE);

        assertThat(compare(HERE))
                .isInstanceOfSatisfying(
                        Outcome.Blocked.class,
                        blocked -> assertThat(blocked.reason()).isEqualTo(Reason.Sweeping));
        assertThat(found).isEmpty();

        meanwhile = () -> {};
        assertThat(compare(HERE)).isEqualTo(new Outcome.Done());
        assertThat(found).hasSize(1);
    }

    @Test
    void nothingIsConcludedAboutAKeyringThatIsGoneOrCannotBeReadAnyMore() {
        keyring(HERE);
        listed = List.of(key("id-2", 2, "bbbb2222"));
        meanwhile = () -> keyrings.unreadable.add(KEYRING);
        assertThat(compare(HERE)).isInstanceOf(Outcome.Blocked.class);

        keyrings.unreadable.clear();
        meanwhile = () -> keyrings.remove(KEYRING);
        assertThat(compare(HERE)).isInstanceOf(Outcome.Blocked.class);
        assertThat(found).isEmpty();
    }

    /** Otherwise a keyring that was put back from a backup would count as compared, and its requests would fire once more. */
    @Test
    void whatBreaksOffHasComparedNothing() {
        keyring(HERE);
        keyrings.wholeLists = 0;
        assertThatThrownBy(() -> compare(HERE)).hasMessageContaining("expired");

        look();

        assertThat(memory.versions().changedByOthers(KEYRING)).isPresent();
        assertThat(memory.comparedAt(new Listing("SuprSendApiKey", HERE), Ledgers.NOW))
                .isEmpty();
    }

    @Test
    void aKeyringIsComparedWithTheListOfItsOwnWorkspace() {
        keyring(HERE);
        compare(ELSEWHERE);
        look();
        assertThat(memory.versions().changedByOthers(KEYRING)).isPresent();
    }

    /** Otherwise a pair that a lost answer has made would be swept by the list of API keys, and live for ever. */
    @Test
    void theListOfAnotherKindSaysNothingOfAKeyring() {
        keyring(HERE);
        compare("SuprSendWorkspaceKey", HERE);
        look();

        assertThat(memory.versions().changedByOthers(KEYRING)).isPresent();
        assertThat(memory.memo(KEYRING, Optional.of(ledger()), Optional.empty(), Ledgers.NOW)
                        .comparedAt())
                .isEmpty();

        compare(HERE);
        assertThat(memory.memo(KEYRING, Optional.of(ledger()), Optional.empty(), Ledgers.NOW)
                        .comparedAt())
                .contains(Ledgers.NOW);
    }

    private Ledger ledger() {
        return keyrings.read(KEYRING).orElseThrow().keyring().ledger();
    }

    @Test
    void whatWasComparedIsNotComparedForBeingReadFirst() {
        keyring(HERE);
        compare(HERE);
        look();
        assertThat(memory.versions().changedByOthers(KEYRING)).isEmpty();
    }

    private void look() {
        memory.versions().read(KEYRING, keyrings.read(KEYRING).orElseThrow().version(), Ledgers.NOW);
    }
}
