package dev.keyturn.execute;

import dev.keyturn.plan.Target;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.KeyringStore;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.UnreadableKeyringException;
import dev.keyturn.port.WriteLostException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Keyrings in memory, whose lists break off and whose entries cannot be read where a test says so. */
final class FakeKeyrings implements KeyringStore {

    final Set<String> unreadable = new HashSet<>();

    /** How many lists are given whole before one breaks off at its end. */
    int wholeLists = Integer.MAX_VALUE;

    /** What others do when a list was given. */
    Runnable afterList = () -> {};

    private final Map<String, StoredKeyring> keyrings = new TreeMap<>();
    private int version;

    /** As somebody else would put it there, who compares nothing. */
    StoredKeyring put(String name, Keyring keyring) {
        version++;
        var stored = new StoredKeyring(name, keyring, false, "version " + version);
        keyrings.put(name, stored);
        return stored;
    }

    void remove(String name) {
        keyrings.remove(name);
    }

    @Override
    public Optional<StoredKeyring> read(String name) {
        if (unreadable.contains(name)) {
            throw new UnreadableKeyringException("keyring " + name + " cannot be read", new IllegalStateException());
        }
        return Optional.ofNullable(keyrings.get(name));
    }

    @Override
    public Set<String> forEach(Consumer<StoredKeyring> visitor) {
        keyrings.values().stream()
                .filter(stored -> !unreadable.contains(stored.name()))
                .forEach(visitor);
        if (wholeLists-- <= 0) {
            throw new IllegalStateException("the second page expired");
        }
        afterList.run();
        return Set.copyOf(unreadable);
    }

    @Override
    public StoredKeyring create(Keyring first) {
        return put(nameOf(first.ledger().target()), first);
    }

    @Override
    public StoredKeyring replace(StoredKeyring basis, Keyring next) throws WriteLostException {
        insist(basis);
        return put(basis.name(), next);
    }

    @Override
    public void delete(StoredKeyring basis) throws WriteLostException {
        insist(basis);
        keyrings.remove(basis.name());
    }

    private void insist(StoredKeyring basis) throws WriteLostException {
        var newest = keyrings.get(basis.name());
        if (newest == null || !newest.version().equals(basis.version())) {
            throw new WriteLostException("not the newest version");
        }
    }

    @Override
    public String nameOf(Target target) {
        return "kr-" + target.secretName();
    }
}
