package dev.keyturn.execute;

import dev.keyturn.port.AccountRecords;
import dev.keyturn.port.AccountRecords.AccountRecord;
import dev.keyturn.port.KeyringStore;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.WriteLostException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

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
        // Looked up first: once the keyring is gone nobody comes back to it.
        var unneeded = new ArrayList<String>();
        for (var account : Memory.accounts(keyring.keyring().ledger())) {
            if (!isNeeded(account, keyring.name())) {
                unneeded.add(account);
            }
        }
        keyrings.delete(keyring);
        for (var account : unneeded) {
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
            needed = isNeeded(account, discarded);
        } finally {
            if (needed) {
                records.write(new AccountRecord(
                        account, record.get().endpoint(), record.get().tokens(), Optional.empty()));
            }
        }
    }

    /** By another keyring than the one that goes. What cannot be read may need anything. */
    private boolean isNeeded(String account, String discarded) {
        var needed = new AtomicBoolean();
        var unreadable = keyrings.forEach(keyring -> {
            if (!keyring.name().equals(discarded)
                    && Memory.accounts(keyring.keyring().ledger()).contains(account)) {
                needed.set(true);
            }
        });
        return needed.get() || !unreadable.isEmpty();
    }
}
