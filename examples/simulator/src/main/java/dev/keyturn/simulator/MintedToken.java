package dev.keyturn.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * A service token made by hand at the dashboard, with its material.
 *
 * @param expiresAt the first instant at which it is refused; absent: never
 */
public record MintedToken(String id, String material, Optional<Instant> expiresAt) {

    @Override
    public String toString() {
        return "MintedToken[" + id + "]";
    }
}
