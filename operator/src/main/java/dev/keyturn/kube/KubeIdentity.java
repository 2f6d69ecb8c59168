package dev.keyturn.kube;

import dev.keyturn.plan.Reader;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Who the operator is to the API server. */
public final class KubeIdentity {

    private KubeIdentity() {}

    /**
     * The ServiceAccount that the client acts as, or the user; empty where the API server does not tell. Every authenticated user may ask
     * that, by the role {@code system:basic-user} of Kubernetes itself.
     */
    public static Optional<Reader> of(KubernetesClient client) {
        try {
            var review = SecretCalls.safely(
                    "create",
                    "selfsubjectreviews",
                    () -> client.authentication()
                            .v1()
                            .selfSubjectReviews()
                            .create(new SelfSubjectReviewBuilder().build()));
            return Optional.ofNullable(review.getStatus())
                    .flatMap(status -> Optional.ofNullable(status.getUserInfo()))
                    .flatMap(user -> Optional.ofNullable(user.getUsername()))
                    .filter(name -> !name.isEmpty())
                    .map(Reader::user);
        } catch (SafeException e) {
            if (e.isMissing() || e.isRefusal()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
