package dev.keyturn.port;

import dev.keyturn.plan.Target;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The published Secret as it was read.
 *
 * @param forbidden why it may never be written, as a sentence for a person; empty where nothing speaks against it but consent
 * @param writtenAt when Keyturn last wrote it, by the API server's clock, where it tells
 * @param version what a write is compared with; opaque outside the publisher
 */
public record Look(
        Target target,
        boolean exists,
        Map<String, Secret> data,
        Map<String, String> labels,
        Map<String, String> annotations,
        Optional<String> forbidden,
        Optional<Instant> writtenAt,
        Object version) {

    public Optional<String> annotation(String name) {
        return Optional.ofNullable(annotations.get(name));
    }
}
