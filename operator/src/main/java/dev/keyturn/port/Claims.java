package dev.keyturn.port;

import dev.keyturn.plan.Ledger;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What only one keyring may have, and no Secret's name covers: a delivered value, the default pair of a workspace. A claim is void
 * where the keyring that it names is not there.
 */
public interface Claims {

    /**
     * Makes the claim, or finds that it is this keyring's already.
     *
     * @param what an identity, or a fingerprint; it cannot be read back from the claim
     * @return whether the keyring has it now; false where another one that is there has it
     */
    default boolean take(String what, StoredKeyring by) throws WriteLostException {
        return rival(what, by, _ -> true).isEmpty();
    }

    /**
     * The same of what a keyring may give up while it goes on being there.
     *
     * @param needs whether a keyring that has the claim still needs it; void where not
     * @return name of the other keyring that has it; empty where it is this one's now
     */
    Optional<String> rival(String what, StoredKeyring by, Predicate<Ledger> needs) throws WriteLostException;
}
