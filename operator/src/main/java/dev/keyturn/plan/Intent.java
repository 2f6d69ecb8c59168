package dev.keyturn.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is about to happen at the provider: written before the call, so that no key is made that nothing knows of.
 *
 * @param attempt eight random characters, known only to the process that drew them: the fence
 * @param deadline the call, its body included, has ended by then; none begins after it
 * @param holdUntil nobody else acts on the intent before
 * @param record id of the record whose value is replaced; null: a key is made
 */
public record Intent(
        String attempt,
        int revision,
        Place place,
        Instant deadline,
        Instant holdUntil,
        @Nullable String record) {}
