package dev.keyturn.execute;

import dev.keyturn.plan.Standing;
import dev.keyturn.port.AccountRecords;
import dev.keyturn.port.AccountRecords.AccountRecord;
import dev.keyturn.port.KeyringStore;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.WriteLostException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a keyring leaves behind when it goes: records of accounts, which are kept until no keyring needs them. */
final class Leftovers {

    private final KeyringStore keyrings;
    private final AccountRecords records;

    Leftovers(KeyringStore keyrings, AccountRecords records) {
        this.keyrings = keyrings;
        this.records = records;
    }

    /** Removes a keyring, and what only it needed. */
    void discard(StoredKeyring keyring) throws WriteLostException {
        // Looked up first, for once the keyring is gone nobody comes back to it. One that goes, too, does not count:
        // each of the two would leave it to the other.
        var doubtful = unneeded(
                keyring.keyring().ledger().accounts(),
                other -> isOther(other, keyring) && other.keyring().ledger().standing() == Standing.Living);
        keyrings.delete(keyring);
        if (doubtful.isEmpty()) {
            return;
        }
        for (var account : unneeded(doubtful, other -> isOther(other, keyring))) {
            forget(account, keyring);
        }
    }

    private static boolean isOther(StoredKeyring other, StoredKeyring discarded) {
        return !other.name().equals(discarded.name());
    }

    /** A keyring that was made in between needs it after all, or may; one that is made later misses it before its first call. */
    private void forget(String account, StoredKeyring discarded) throws WriteLostException {
        var record = records.read(account);
        records.delete(account);
        if (record.isEmpty()) {
            return;
        }
        var needed = true;
        try {
            needed = unneeded(Set.of(account), other -> isOther(other, discarded))
                    .isEmpty();
        } finally {
            if (needed) {
                records.write(new AccountRecord(
                        account, record.get().endpoint(), record.get().tokens(), Optional.empty()));
            }
        }
    }

    /** Those that none of these keyrings needs. What cannot be read may need any. */
    private Set<String> unneeded(Set<String> accounts, Predicate<StoredKeyring> counts) {
        var left = new HashSet<>(accounts);
        var unreadable = keyrings.forEach(keyring -> {
            if (counts.test(keyring)) {
                left.removeAll(keyring.keyring().ledger().accounts());
            }
        });
        return unreadable.isEmpty() ? left : Set.of();
    }
}
