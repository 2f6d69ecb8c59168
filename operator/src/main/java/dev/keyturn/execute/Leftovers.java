package dev.keyturn.execute;

import dev.keyturn.port.AccountRecords;
import dev.keyturn.port.AccountRecords.AccountRecord;
import dev.keyturn.port.KeyringStore;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.WriteLostException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

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
        var accounts = Memory.accounts(keyring.keyring().ledger());
        // Before, for once the keyring is gone nobody comes back to it: where the others cannot be had, it stays. And
        // after, for of two that
        // go at once each saw the other.
        unneeded(accounts, keyring.name());
        keyrings.delete(keyring);
        for (var account : unneeded(accounts, keyring.name())) {
            forget(account, keyring.name());
        }
    }

    /** A keyring that was made in between needs it after all, or may; one that is made later misses it before its first call. */
    private void forget(String account, String discarded) throws WriteLostException {
        var record = records.read(account);
        records.delete(account);
        if (record.isEmpty()) {
            return;
        }
        var needed = true;
        try {
            needed = unneeded(Set.of(account), discarded).isEmpty();
        } finally {
            if (needed) {
                records.write(new AccountRecord(
                        account, record.get().endpoint(), record.get().tokens(), Optional.empty()));
            }
        }
    }

    /** Those that no other keyring than the one that goes needs. What cannot be read may need any. */
    private Set<String> unneeded(Set<String> accounts, String discarded) {
        var left = new HashSet<>(accounts);
        var unreadable = keyrings.forEach(keyring -> {
            if (!keyring.name().equals(discarded)) {
                left.removeAll(Memory.accounts(keyring.keyring().ledger()));
            }
        });
        return unreadable.isEmpty() ? left : Set.of();
    }
}
