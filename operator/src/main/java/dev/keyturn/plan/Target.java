package dev.keyturn.plan;

/** What a keyring publishes: one Secret of one namespace. */
public record Target(String namespace, String secretName) {

    /** The identity that the keyring's name is made of. */
    public String identity() {
        return "Secret/" + secretName;
    }

    /** Name of the Secret in which a person hands a value in, where a person is asked for one. */
    public String delivery() {
        return secretName + "-delivery";
    }

    @Override
    public String toString() {
        return namespace + "/" + secretName;
    }
}
