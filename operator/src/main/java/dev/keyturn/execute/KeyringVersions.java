package dev.keyturn.execute;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which version of each keyring this process left, or has compared with the provider's list: another one was written by somebody else, who
 * may have put an old one back.
 */
final class KeyringVersions {

    /** A few bytes of each keyring: all of them are here. */
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    private final Map<String, Instant> changed = new ConcurrentHashMap<>();

    /** A version that was read; where it is not the known one, somebody else has written it. */
    void read(String keyring, Object read, Instant now) {
        var version = Integer.valueOf(read.hashCode());
        if (!version.equals(known.put(keyring, version))) {
            changed.put(keyring, now);
        }
    }

    /** On the version {@code basis}; where that was not read here, somebody else's stays to be noticed. */
    void wrote(String keyring, Object basis, Object version) {
        known.replace(keyring, basis.hashCode(), version.hashCode());
    }

    /** The first version of a keyring. */
    void created(String keyring, Object version) {
        known.put(keyring, version.hashCode());
    }

    /** A version that a comparison goes by, of a keyring that was not read before: what is made of it later is told from it. */
    void compared(String keyring, Object version) {
        known.putIfAbsent(keyring, version.hashCode());
    }

    /** When it was last seen that somebody else has written the keyring; empty for never. */
    Optional<Instant> changedByOthers(String keyring) {
        return Optional.ofNullable(changed.get(keyring));
    }

    void forget(String keyring) {
        known.remove(keyring);
        changed.remove(keyring);
    }
}
