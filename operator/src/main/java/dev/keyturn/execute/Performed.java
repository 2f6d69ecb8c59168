package dev.keyturn.execute;

import dev.keyturn.plan.Outcome;
import dev.keyturn.port.Look;
import dev.keyturn.port.Material;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a step, and what came with it.
 *
 * @param material of new keys, by attempt
 * @param look the published Secret as it was read back
 */
record Performed(Outcome outcome, Map<String, Material> material, Optional<Look> look) {

    static Performed of(Outcome outcome) {
        return new Performed(outcome, Map.of(), Optional.empty());
    }

    static Performed with(Outcome outcome, String attempt, Material material) {
        return new Performed(outcome, Map.of(attempt, material), Optional.empty());
    }

    static Performed with(Outcome outcome, Look look) {
        return new Performed(outcome, Map.of(), Optional.of(look));
    }
}
