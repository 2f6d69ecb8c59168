package dev.keyturn.plan;

import org.jspecify.annotations.Nullable;

/**
 * The custom resource as seen now.
 *
 * @param rotate value of {@code keyturn.dev/rotate}; null where absent or blank
 * @param exposed value of {@code keyturn.dev/exposed}; null where absent or blank
 */
public record Resource(
        Owner owner, @Nullable String rotate, @Nullable String exposed) {}
