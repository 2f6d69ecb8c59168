package dev.keyturn.port;

import dev.keyturn.plan.Brake;
import java.util.Optional;

/** What holds the operator's hand at this moment, whatever is due. */
@FunctionalInterface
public interface Brakes {

    /** Nothing ever does. */
    Brakes NONE = _ -> Optional.empty();

    /** What holds all that is due in a namespace; answers at once. */
    Optional<Brake> on(String namespace);
}
