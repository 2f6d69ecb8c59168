package dev.keyturn.kube;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Base64;
import java.util.Optional;

/** Data entries of a Secret, which come and go as base64. */
final class Entries {

    private Entries() {}

    /**
     * The bytes of an entry.
     *
     * @throws IllegalStateException if it is not base64
     */
    static Optional<byte[]> get(Secret secret, String name) {
        try {
            return Optional.ofNullable(secret.getData())
                    .flatMap(data -> Optional.ofNullable(data.get(name)))
                    .map(Base64.getDecoder()::decode);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("entry " + name + " is not base64", e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
