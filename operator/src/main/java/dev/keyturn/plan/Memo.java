package dev.keyturn.plan;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this process knows of its own doing and no ledger needs to know. Losing it costs a repeated probe or a wait, never a key.
 *
 * @param mine attempts that this process drew and whose call it has not begun
 * @param proved attempts whose key it has verified, or found good enough to go on with
 * @param dismissed provider ids that stood in the Secret and that no list knows
 * @param paced by a step's topic: what stood in its way, and when to look again
 * @param comparedAt when the workspace of this keyring was last compared, by anybody in this process
 * @param checkedAt when the value in use was last accepted in a check of this process; before that, when it began
 * @param rejected attempts whose value the provider refuses and whose id it does not list alive: found just now
 * @param brake what holds all that is due, if anything does
 * @param freshAttempt to be used for the next intent
 * @param freshRotation to be used as the id of the next rotation
 */
public record Memo(
        Set<String> mine,
        Set<String> proved,
        Set<String> dismissed,
        Map<String, Paced> paced,
        Optional<Instant> comparedAt,
        Instant checkedAt,
        Set<String> rejected,
        Optional<Brake> brake,
        String freshAttempt,
        String freshRotation) {

    /** Something stood in the way of a step. */
    public record Paced(Instant until, Reason reason, String detail) {}
}
