package dev.keyturn.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service tokens of an account, found by the digests of their values, in the order in which they were made. Safe for many threads. */
final class Tokens {
    private final Map<String, Known> byDigest = new LinkedHashMap<>();

    private record Known(String id, Optional<Instant> expiresAt) {

        private boolean livesAt(Instant now) {
            return expiresAt.map(now::isBefore).orElse(true);
        }
    }

    /** Whether it has run out is asked at each use: {@code expiresAt} is the first instant at which it is refused. */
    synchronized MintedToken add(String material, Optional<Instant> expiresAt) {
        var token = new MintedToken("st_" + Material.opaque(16), material, expiresAt);
        byDigest.put(Material.digest(material), new Known(token.id(), expiresAt));
        return token;
    }

    synchronized boolean remove(String id) {
        return byDigest.values().removeIf(token -> token.id().equals(id));
    }

    /** Ids of those that neither were deleted nor have run out. */
    synchronized List<String> living(Instant now) {
        return byDigest.values().stream()
                .filter(token -> token.livesAt(now))
                .map(Known::id)
                .toList();
    }

    /** The id of the token of this value; empty where it was deleted, has run out, or never was. */
    synchronized Optional<String> living(String material, Instant now) {
        return find(material).filter(token -> token.livesAt(now)).map(Known::id);
    }

    /** Whether there is one of this value that has run out. */
    synchronized boolean expired(String material, Instant now) {
        return find(material).filter(token -> !token.livesAt(now)).isPresent();
    }

    private Optional<Known> find(String material) {
        return Optional.ofNullable(byDigest.get(Material.digest(material)));
    }
}
