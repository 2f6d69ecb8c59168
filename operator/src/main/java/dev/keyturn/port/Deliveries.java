package dev.keyturn.port;

import dev.keyturn.plan.Owner;
import dev.keyturn.plan.Target;
import java.util.Map;
import java.util.stream.Collectors;

/** The Secrets in which people hand values in; named by what the values are published to. */
public interface Deliveries {

    /** Whose a Secret of that name is. */
    enum State {
        ABSENT,
        OURS,
        FOREIGN
    }

    /**
     * Such a Secret as it was read.
     *
     * @param version what a write is compared with; opaque outside
     */
    record Delivery(State state, Map<String, Secret> data, Object version) {

        /** Of all that was handed in; tells one delivery from another. */
        public String fingerprint(Secret key) {
            return Secret.ofText(data.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(entry ->
                                    entry.getKey() + "=" + entry.getValue().fingerprint(key))
                            .collect(Collectors.joining("\n")))
                    .fingerprint(key);
        }
    }

    /** Read live. */
    Delivery look(Target target) throws PermissionMissingException;

    /** Makes the empty Secret; one that is there already is lost to. */
    void prepare(Target target, Owner owner) throws WriteLostException, PermissionMissingException;

    /** Removes the Secret as it was read; one that changed since stays. */
    void remove(Target target, Delivery basis) throws WriteLostException, PermissionMissingException;

    /** Takes everything out of the Secret as it was read, and leaves it there. */
    void empty(Target target, Delivery basis) throws WriteLostException, PermissionMissingException;
}
