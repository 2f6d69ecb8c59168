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

    /** A status, and the version of the resource that it made. */
    record Written(String version, CredentialStatus status) {}

    /** A version of a resource, on which something was written. */
    private record Basis(String uid, String version) {}

    private final Map<Basis, Written> writes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Basis, Written> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** What this process has made of exactly this version of the resource, one write after the other, if it has. */
    synchronized Optional<Written> after(HasMetadata resource) {
        var uid = resource.getMetadata().getUid();
        var newest = writes.get(new Basis(uid, resource.getMetadata().getResourceVersion()));
        for (var next = newest; next != null; next = writes.get(new Basis(uid, next.version()))) {
            newest = next;
        }
        return Optional.ofNullable(newest);
    }

    /** A write on {@code basis}, which is a version. */
    synchronized void remember(String uid, String basis, Written written) {
        if (!basis.equals(written.version())) {
            writes.put(new Basis(uid, basis), written);
        }
    }
}
