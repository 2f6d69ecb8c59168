package dev.keyturn.port;

import dev.keyturn.plan.Sink;
import dev.keyturn.plan.Target;

/** The published Secret. It has no owner reference: a resource pruned by mistake takes no value along. */
public interface Publisher {

    /** The Secret, read live, for a value that is nobody's service token. */
    default Look look(Target target) throws PermissionMissingException {
        return look(target, false);
    }

    /**
     * The Secret, read live.
     *
     * @param feeding whether what is to be published is the service token of the very account that takes it from there: into such a
     *     Secret nothing else is published
     */
    Look look(Target target, boolean feeding) throws PermissionMissingException;

    /** Writes all entries at once, if the Secret is still as it was read, and reads it back. */
    Look write(Look basis, Content content) throws WriteLostException, PermissionMissingException;

    /** Asks whether the Secret could be written, by a dry run of a write that changes nothing in it. */
    void rehearse(Look basis) throws WriteLostException, PermissionMissingException;

    /** Removes the Secret, if it is still as it was read; of an adopted one, only what is ours. */
    void remove(Look basis, Sink sink) throws WriteLostException, PermissionMissingException;
}
