package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Request;
import dev.keyturn.plan.Standing;
import dev.keyturn.plan.Trigger;
import dev.keyturn.plan.Turn;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CompactionTest {

    private static final int LARGEST = 16 * 1024;

    @Test
    void anOrdinaryLedgerFitsWithAllOfItsPast() {
        var ledger = large(3, 10, 10, 10);

        assertThat(LedgerCodec.read(LedgerCodec.write(ledger, null))).isEqualTo(ledger);
    }

    @Test
    void historyGoesFirstAndTheOldestOfItBeforeTheRest() {
        var ledger = large(18, 10, 4, 3);
        var written = LedgerCodec.write(ledger, null);
        var read = LedgerCodec.read(written);

        assertThat(written).hasSizeLessThanOrEqualTo(LARGEST);
        assertThat(read.keys()).isEqualTo(ledger.keys());
        assertThat(read.requests()).isEqualTo(ledger.requests());
        assertThat(read.history())
                .isNotEmpty()
                .isEqualTo(lastOf(ledger.history(), read.history().size()));
    }

    @Test
    void requestsThatAreDoneWithGoNextAndOpenOnesStay() {
        var ledger = large(20, 10, 10, 3);
        var read = LedgerCodec.read(LedgerCodec.write(ledger, null));

        assertThat(read.keys()).isEqualTo(ledger.keys());
        assertThat(read.history()).isEmpty();
        assertThat(read.requests())
                .hasSizeLessThan(10)
                .filteredOn(request -> request.provedDeadAt() == null)
                .hasSize(7);
    }

    @Test
    void whatRevocationNeedsIsWrittenHoweverMuchItIs() {
        var ledger = large(60, 10, 10, 10);

        assertThat(LedgerCodec.read(LedgerCodec.write(ledger, null)).keys()).isEqualTo(ledger.keys());
    }

    /** A ledger of so many keys, turns and requests, of which so many are done with. */
    private static Ledger large(int keys, int turns, int requests, int done) {
        return Samples.ledger(
                IntStream.range(0, keys)
                        .mapToObj(i -> Samples.key("key%05d".formatted(i), i + 1, KeyState.Previous))
                        .toList(),
                Standing.Living,
                IntStream.range(0, requests)
                        .mapToObj(i -> request("a-token-of-some-length-" + i, i < done))
                        .toList(),
                IntStream.range(0, turns).mapToObj(i -> Samples.turn(i + 1)).toList());
    }

    private static Request request(String token, boolean done) {
        return new Request(token, Trigger.Requested, Samples.NOW, 7, Samples.NOW, done ? Samples.NOW : null);
    }

    private static List<Turn> lastOf(List<Turn> all, int count) {
        return all.subList(all.size() - count, all.size());
    }
}
