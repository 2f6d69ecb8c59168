package dev.keyturn.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.port.AccountRecords;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long a record is believed. */
final class RecentRecordsTest {

    private final Kept kept = new Kept();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final RecentRecords records = new RecentRecords(kept, () -> now);

    private static final class Kept implements AccountRecords {
        private int reads;
        private boolean lost;
        private Optional<AccountRecord> record = Optional.empty();

        @Override
        public Optional<AccountRecord> read(String name) {
            reads++;
            return record;
        }

        @Override
        public void delete(String name) {
            record = Optional.empty();
        }

        @Override
        public void write(AccountRecord next) throws WriteLostException {
            if (lost) {
                throw new WriteLostException("there is a newer one");
            }
            record = Optional.of(next);
        }
    }

    @Test
    void itIsReadOnceInAMinute() {
        records.read("acct-1");
        now = now.plusSeconds(59);
        records.read("acct-1");
        assertThat(kept.reads).isEqualTo(1);

        now = now.plusSeconds(1);
        records.read("acct-1");
        assertThat(kept.reads).isEqualTo(2);

        now = now.minus(Duration.ofHours(1));
        records.read("acct-1");
        assertThat(kept.reads).as("by a clock that was set back").isEqualTo(3);
    }

    @Test
    void onesOwnWriteIsSeenAtOnceAndSoIsALostOne() throws WriteLostException {
        assertThat(records.read("acct-1")).isEmpty();
        records.write(record("cloud"));
        assertThat(records.read("acct-1")).contains(record("cloud"));

        kept.record = Optional.of(record("elsewhere"));
        kept.lost = true;
        assertThatThrownBy(() -> records.write(record("cloud"))).isInstanceOf(WriteLostException.class);
        assertThat(records.read("acct-1")).contains(record("elsewhere"));

        records.delete("acct-1");
        assertThat(records.read("acct-1")).isEmpty();
    }

    private static AccountRecords.AccountRecord record(String endpoint) {
        return new AccountRecords.AccountRecord("acct-1", endpoint, List.of(), Optional.empty());
    }
}
