package dev.keyturn.execute;

import dev.keyturn.port.AccountRecords.AccountRecord;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.WriteLostException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a keyring leaves behind when it goes: records of accounts, which are kept until no keyring needs them. */
final class Leftovers {

    private final Ports ports;

    Leftovers(Ports ports) {
        this.ports = ports;
    }

    void forgetAccounts(StoredKeyring discarded) throws WriteLostException {
        for (var account : Memory.accounts(discarded.keyring().ledger())) {
            if (!isNeeded(account)) {
                forget(account);
            }
        }
    }

    /** A keyring that was made in between needs it after all; one that is made later misses it before its first call. */
    private void forget(String account) throws WriteLostException {
        var record = ports.records().read(account);
        ports.records().delete(account);
        if (record.isPresent() && isNeeded(account)) {
            ports.records()
                    .write(new AccountRecord(
                            account, record.get().endpoint(), record.get().tokens(), Optional.empty()));
        }
    }

    /** What cannot be read may need anything. */
    private boolean isNeeded(String account) {
        var needed = new AtomicBoolean();
        var unreadable = ports.keyrings().forEach(keyring -> {
            if (Memory.accounts(keyring.keyring().ledger()).contains(account)) {
                needed.set(true);
            }
        });
        return needed.get() || !unreadable.isEmpty();
    }
}
