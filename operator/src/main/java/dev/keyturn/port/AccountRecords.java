package dev.keyturn.port;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What revocation needs of an account after its object is gone: the endpoint's name and the tokens that worked. */
public interface AccountRecords {

    /** A token and the workspaces that it was seen to list. */
    record Known(Secret token, Set<String> workspaceUids) {}

    /**
     * The record of an account.
     *
     * @param tokens the newest first; an older one stays while it lists a workspace that the newer ones do not
     * @param version what a write is compared with; null for one that is not there yet
     */
    record AccountRecord(String name, String endpoint, List<Known> tokens, Optional<Object> version) {
        @Override
        public String toString() {
            return "AccountRecord[" + name + "]";
        }
    }

    /**
     * The record of a name.
     *
     * @throws StoreException if what is there cannot be read
     */
    Optional<AccountRecord> read(String name);

    /** Removes the record of an account that no keyring needs any more; one that is not there is a success. */
    void delete(String name) throws WriteLostException;

    /** Compare and swap, or creation where it has no version. */
    void write(AccountRecord next) throws WriteLostException;
}
