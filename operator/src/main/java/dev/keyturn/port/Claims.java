package dev.keyturn.port;

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
    boolean take(String what, StoredKeyring by) throws WriteLostException;
}
