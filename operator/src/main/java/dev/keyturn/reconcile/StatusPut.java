package dev.keyturn.reconcile;

import dev.keyturn.crd.SuprSendAccountStatus;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a status with the version of the resource that it was made from; status is a projection, and never written over somebody else's write. */
final class StatusPut {

    private static final Duration AFTER_CONFLICT = Duration.ofSeconds(1);

    private StatusPut() {}

    /** Writes the status of an account where it says something new. */
    static <R extends CustomResource<?, SuprSendAccountStatus>> UpdateControl<R> put(
            KubernetesClient client, R account, @Nullable SuprSendAccountStatus before, AccountStatuses.Made made) {
        var written = made.status().equals(before)
                || put(client, account, made.status()).isPresent();
        return UpdateControl.<R>noUpdate().rescheduleAfter(written ? made.again() : AFTER_CONFLICT);
    }

    /** The version that it made; empty where there is a newer one, which will be looked at instead. */
    static <R extends CustomResource<?, S>, S> Optional<String> put(KubernetesClient client, R resource, S status) {
        // The framework hands each reconciler a copy of its own.
        resource.setStatus(status);
        resource.getMetadata().setManagedFields(null);
        try {
            return Optional.of(
                    client.resource(resource).updateStatus().getMetadata().getResourceVersion());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
