package dev.keyturn.port;

import dev.keyturn.plan.Target;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where keyrings live. Every read is live, every write is compared with the version that was read, and none is ever repeated over
 * somebody else's.
 */
public interface KeyringStore {

    /**
     * The keyring of a name.
     *
     * @throws UnreadableKeyringException if what is there cannot be read by this version, or is not the keyring of the target that its name says
     */
    Optional<StoredKeyring> read(String name);

    /**
     * Calls with each keyring of this installation, as all were at one moment; the store itself holds a few at a time. Where it fails some
     * were visited.
     *
     * @return names of those that this version cannot read; what they need is not known
     */
    Set<String> forEach(Consumer<StoredKeyring> visitor);

    /** Claims a target by making its keyring. */
    StoredKeyring create(Keyring first) throws WriteLostException;

    /** Compare and swap. */
    StoredKeyring replace(StoredKeyring basis, Keyring next) throws WriteLostException;

    /** Removes the keyring, if it is still as it was read. */
    void delete(StoredKeyring basis) throws WriteLostException;

    /** The name of a target's keyring. */
    String nameOf(Target target);
}
