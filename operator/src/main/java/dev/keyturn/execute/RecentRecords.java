package dev.keyturn.execute;

import dev.keyturn.port.AccountRecords;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Account records of which each is read once in a minute, and again after each write: every step of every credential of an account asks
 * for the same one. What somebody else has made of a record is seen a minute later; a write on an old version is refused, and read anew.
 */
public final class RecentRecords implements AccountRecords {

    private static final Duration BELIEVED_FOR = Duration.ofMinutes(1);

    private record Seen(Instant at, Optional<AccountRecord> record) {
        boolean stillHolds(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(BELIEVED_FOR));
        }
    }

    private final AccountRecords records;
    private final InstantSource time;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    public RecentRecords(AccountRecords records, InstantSource time) {
        this.records = records;
        this.time = time;
    }

    @Override
    public Optional<AccountRecord> read(String name) {
        var now = time.instant();
        return seen.compute(
                        name,
                        (_, known) ->
                                known != null && known.stillHolds(now) ? known : new Seen(now, records.read(name)))
                .record();
    }

    @Override
    public void delete(String name) throws WriteLostException {
        try {
            records.delete(name);
        } finally {
            seen.remove(name);
        }
    }

    @Override
    public void write(AccountRecord next) throws WriteLostException {
        try {
            records.write(next);
        } finally {
            seen.remove(next.name());
        }
    }
}
