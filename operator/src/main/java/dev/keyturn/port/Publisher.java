package dev.keyturn.port;

import dev.keyturn.plan.Sink;
import dev.keyturn.plan.Target;

/** The published Secret. It has no owner reference: a resource pruned by mistake takes no value along. */
public interface Publisher {

    /** The Secret, read live. */
    Look look(Target target) throws PermissionMissingException;

    /** Writes all entries at once, if the Secret is still as it was read, and reads it back. */
    Look write(Look basis, Content content) throws WriteLostException, PermissionMissingException;

    /** Removes the Secret, if it is still as it was read; of an adopted one, only what is ours. */
    void remove(Look basis, Sink sink) throws WriteLostException, PermissionMissingException;
}
