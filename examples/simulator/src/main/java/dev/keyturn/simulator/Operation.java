package dev.keyturn.simulator;

import java.util.Optional;
import java.util.function.Function;

/**
 * A request understood but not yet performed.
 *
 * @param workspace slug it is about, known to the provider or not
 * @param name name of the key it is about
 * @param authenticatedBy id of the token or key that authenticated it
 * @param perform does what was asked, once per call, with the lateness that was ordered
 */
record Operation(
        CallKind kind,
        Optional<String> workspace,
        Optional<String> name,
        Optional<String> authenticatedBy,
        Function<Lateness, Answer> perform) {

    /** Whoever asks for this gets {@code answer}, and nothing happens. */
    static Operation answered(CallKind kind, Answer answer) {
        return new Operation(kind, Optional.empty(), Optional.empty(), Optional.empty(), _ -> answer);
    }

    Operation by(Optional<String> id) {
        return new Operation(kind, workspace, name, id, perform);
    }
}
