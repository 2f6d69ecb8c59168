package dev.keyturn.port;

import java.util.List;
import java.util.Set;

/**
 * All keyrings of an installation.
 *
 * @param unreadable names of those that this version cannot read; what they need is not known
 */
public record Keyrings(List<StoredKeyring> readable, Set<String> unreadable) {

    public Keyrings {
        readable = List.copyOf(readable);
        unreadable = Set.copyOf(unreadable);
    }
}
