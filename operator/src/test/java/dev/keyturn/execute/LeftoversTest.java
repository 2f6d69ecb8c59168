package dev.keyturn.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.plan.Place;
import dev.keyturn.plan.Standing;
import dev.keyturn.port.AccountRecords;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.WriteLostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Records of accounts stay as long as a keyring needs them, or may. */
final class LeftoversTest {

    private static final String ACCOUNT = "acct-1";
    private static final String GOING = "kr-going";
    private static final Place PLACE = Ledgers.place(ACCOUNT, "staging");

    private final FakeKeyrings keyrings = new FakeKeyrings();
    private final Records records = new Records();
    private final Leftovers leftovers = new Leftovers(keyrings, records);

    /** What happens when a record has been deleted. */
    private Runnable meanwhile = () -> {};

    private final class Records implements AccountRecords {
        private final Map<String, AccountRecord> all =
                new TreeMap<>(Map.of(ACCOUNT, new AccountRecord(ACCOUNT, "cloud", List.of(), Optional.of("1"))));

        @Override
        public Optional<AccountRecord> read(String name) {
            return Optional.ofNullable(all.get(name));
        }

        @Override
        public void delete(String name) {
            all.remove(name);
            meanwhile.run();
        }

        @Override
        public void write(AccountRecord next) {
            all.put(next.name(), next);
        }
    }

    private void discard() throws WriteLostException {
        leftovers.discard(put(GOING, Standing.Released));
    }

    private StoredKeyring put(String name, Standing standing) {
        return keyrings.put(
                name, new Keyring(Ledgers.empty(name, PLACE).standing(standing).done(), Map.of()));
    }

    @Test
    void whatNobodyElseNeedsGoesWithTheKeyring() throws WriteLostException {
        discard();

        assertThat(keyrings.read(GOING)).isEmpty();
        assertThat(records.all).isEmpty();
    }

    /** And is looked up once. */
    @Test
    void whatAnotherKeyringNeedsStays() throws WriteLostException {
        put("kr-other", Standing.Living);
        keyrings.wholeLists = 1;
        discard();

        assertThat(records.all).containsKey(ACCOUNT);
    }

    @Test
    void ofTwoThatGoAtOnceTheLastOneTakesItAlong() throws WriteLostException {
        put("kr-other", Standing.Released);
        keyrings.afterList = () -> keyrings.remove("kr-other");
        discard();

        assertThat(records.all).isEmpty();
    }

    @Test
    void whatCannotBeReadMayNeedIt() throws WriteLostException {
        keyrings.unreadable.add("kr-unreadable");
        discard();

        assertThat(records.all).containsKey(ACCOUNT);
    }

    @Test
    void aKeyringThatIsMadeMeanwhileHasItAgain() throws WriteLostException {
        meanwhile = () -> put("kr-new", Standing.Living);
        discard();

        assertThat(records.all).containsKey(ACCOUNT);
    }

    /** Else nobody would come back for the record. */
    @Test
    void aKeyringWhoseLeftoversAreNotKnownStays() {
        keyrings.wholeLists = 0;

        assertThatThrownBy(this::discard).hasMessageContaining("expired");

        assertThat(keyrings.read(GOING)).isPresent();
        assertThat(records.all).containsKey(ACCOUNT);
    }

    @Test
    void whereItIsNotKnownWhetherItIsNeededAgainItIsPutBack() {
        keyrings.wholeLists = 2;

        assertThatThrownBy(this::discard).hasMessageContaining("expired");

        assertThat(records.all).containsKey(ACCOUNT);
    }
}
