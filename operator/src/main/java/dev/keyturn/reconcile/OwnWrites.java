package dev.keyturn.reconcile;

import dev.keyturn.crd.CredentialStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Statuses that were just written and that a watch has not brought back yet: who looks at the resource meanwhile has the one before in
 * hand, would write the same once more, and be refused.
 */
final class OwnWrites {

    /** Some hundred passes end within the moment that a watch takes. */
    private static final int REMEMBERED = 512;

    /**
     * A write.
     *
     * @param basis version that it stood on
     * @param version that it made
     */
    record Written(String basis, String version, CredentialStatus status) {}

    private final Map<String, Written> byUid = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Written> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** What this process has made of exactly this version of the resource, if it has. */
    synchronized Optional<Written> after(HasMetadata resource) {
        var meta = resource.getMetadata();
        return Optional.ofNullable(byUid.get(meta.getUid()))
                .filter(written -> written.basis().equals(meta.getResourceVersion()));
    }

    synchronized void remember(String uid, Written written) {
        byUid.remove(uid);
        byUid.put(uid, written);
    }
}
