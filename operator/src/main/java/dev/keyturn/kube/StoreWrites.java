package dev.keyturn.kube;

import dev.keyturn.plan.Reason;
import dev.keyturn.port.StoreException;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.Secret;

/** Writes to the keyring namespace. What an admission rule or a quota refuses there is told to whoever waits for it. */
final class StoreWrites {

    private final SecretCalls secrets;
    private final String namespace;

    StoreWrites(SecretCalls secrets, String namespace) {
        this.secrets = secrets;
        this.namespace = namespace;
    }

    private interface Write {
        Secret make() throws WriteLostException;
    }

    Secret create(Secret secret) throws WriteLostException {
        return told(() -> secrets.create(secret));
    }

    Secret replace(Secret secret) throws WriteLostException {
        return told(() -> secrets.replace(secret));
    }

    void delete(Secret basis) throws WriteLostException {
        told(() -> {
            secrets.delete(basis);
            return basis;
        });
    }

    private Secret told(Write write) throws WriteLostException {
        try {
            return write.make();
        } catch (SafeException e) {
            // A missing right has a sentence of its own: in readiness, and in the log.
            if (e.isRefusal() && !e.isUnauthorized()) {
                throw new StoreException(
                        Reason.MissingPermission,
                        "the API server refuses what Keyturn has to keep: " + e.getMessage()
                                + "; see whether an admission rule or a quota of namespace " + namespace
                                + " forbids it");
            }
            throw e;
        }
    }
}
