package dev.keyturn.port;

/**
 * A keyring as it was read.
 *
 * @param releaseAsked whether a person set {@code keyturn.dev/release: "now"} on it
 * @param version what a write is compared with; opaque outside the store, and equal to another look at the same version
 */
public record StoredKeyring(String name, Keyring keyring, boolean releaseAsked, Object version) {

    @Override
    public String toString() {
        return "StoredKeyring[" + name + "]";
    }
}
