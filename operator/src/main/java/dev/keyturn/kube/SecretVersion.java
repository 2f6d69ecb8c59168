package dev.keyturn.kube;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Objects;

/** A Secret as it was read, to write against; equal to another look at the same version, and never printed. */
final class SecretVersion {

    private final Secret secret;

    SecretVersion(Secret secret) {
        this.secret = secret;
    }

    /** The one behind a version that a port handed out. */
    static Secret of(Object version) {
        if (version instanceof SecretVersion known) {
            return known.secret;
        }
        throw new IllegalArgumentException("not a version that was read here");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretVersion version
                && Objects.equals(uid(), version.uid())
                && Objects.equals(resourceVersion(), version.resourceVersion());
    }

    @Override
    public int hashCode() {
        return Objects.hash(uid(), resourceVersion());
    }

    private String uid() {
        return secret.getMetadata().getUid();
    }

    private String resourceVersion() {
        return secret.getMetadata().getResourceVersion();
    }

    @Override
    public String toString() {
        return "SecretVersion[" + uid() + ", " + resourceVersion() + "]";
    }
}
