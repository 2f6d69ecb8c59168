package dev.keyturn.plan;

import java.time.Instant;

/**
 * What is about to happen at the provider: written before the call, so that no key is made that nothing knows of.
 *
 * @param attempt eight random characters, known only to the process that drew them: the fence
 * @param deadline the call, its body included, has ended by then; none begins after it
 * @param holdUntil nobody else acts on the intent before
 */
public record Intent(String attempt, int revision, Place place, Instant deadline, Instant holdUntil) {}
