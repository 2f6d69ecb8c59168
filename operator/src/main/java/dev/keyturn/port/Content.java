package dev.keyturn.port;

import java.util.Map;
import java.util.Set;

/**
 * What is to stand in the published Secret, and what of ours is to go from it. Everything else in it is left alone.
 *
 * @param staleEntries data entries that were ours and are no longer wanted; so with labels and annotations
 */
public record Content(
        Map<String, Secret> data,
        Map<String, String> labels,
        Map<String, String> annotations,
        Set<String> staleEntries,
        Set<String> staleLabels,
        Set<String> staleAnnotations) {}
