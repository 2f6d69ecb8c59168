package dev.keyturn.port;

/** Labels and annotations that Keyturn reads and writes. */
public final class Names {

    public static final String GROUP = "keyturn.dev";
    public static final String FINALIZER = GROUP + "/release";
    public static final String FIELD_MANAGER = "keyturn";

    /** Triggers, on a credential. */
    public static final String ROTATE = GROUP + "/rotate";

    public static final String EXPOSED = GROUP + "/exposed";

    /** Stamps, on a published Secret. */
    public static final String INSTALLATION = GROUP + "/installation";

    public static final String KEYRING = GROUP + "/keyring";
    public static final String KEY_ID = GROUP + "/key-id";
    public static final String REVISION = GROUP + "/revision";
    public static final String TURNED_AT = GROUP + "/turned-at";
    /** Ids of keys whose values were taken out of the Secret, where it shows that of the key before. */
    public static final String ENDED = GROUP + "/previous-ended";

    public static final String KIND = GROUP + "/kind";
    public static final String NAME = GROUP + "/name";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String MANAGER = "keyturn";

    /** Consent, on a Secret that exists: {@code <Kind>/<name>}. */
    public static final String ADOPTABLE_BY = GROUP + "/adoptable-by";

    /** On a Secret that Keyturn has made for people to hand a value in: the value {@code true}. */
    public static final String DELIVERY = GROUP + "/delivery";

    /** On the pod template of a workload that was restarted, with the keyring after it: {@code <revision>.<publication>.<attempt>}. */
    public static final String RESTARTED = GROUP + "/restarted-";

    /** On a keyring: its label, and what a metadata list is to tell. */
    public static final String PART = GROUP + "/part";

    public static final String PART_KEYRING = "keyring";
    public static final String PART_ACCOUNT = "account-record";
    public static final String PART_CLAIM = "claim";
    public static final String STANDING = GROUP + "/standing";
    public static final String NEXT = GROUP + "/next";
    public static final String OWNER = GROUP + "/owner";
    public static final String OWNER_UID = GROUP + "/owner-uid";
    public static final String TARGET = GROUP + "/target";

    /** On a keyring, set by a person: the value {@code now} releases it. */
    public static final String RELEASE = GROUP + "/release";

    /** The ConfigMap in the operator's namespace that stops it, and its entry: names parted by white space, or a star. */
    public static final String FREEZE = "keyturn-freeze";

    public static final String FREEZE_NAMESPACES = "namespaces";

    /** On the installation, set by a person: the uid of the namespace that it is now in, where it was restored into another one. */
    public static final String CONFIRMED_IN = GROUP + "/confirmed-in";

    private Names() {}
}
