package dev.keyturn.kube;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the API server what the operator may do. */
public final class KubeRights {

    private static final int AT_ONCE = 8;

    private final KubernetesClient client;

    public KubeRights(KubernetesClient client) {
        this.client = client;
    }

    /** Those that are not granted, in the order of their names. Asked some at a time: whoever waits for the readiness waits for all. */
    public List<Right> missing(Collection<Right> wanted) {
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var granted = wanted.stream()
                    .collect(Collectors.toMap(
                            right -> right, right -> CompletableFuture.supplyAsync(() -> isGranted(right), threads)));
            return wanted.stream()
                    .filter(right -> !Objects.requireNonNull(granted.get(right)).join())
                    .sorted(Comparator.comparing(Right::toString))
                    .toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KubernetesClientException refused ? refused : e;
        }
    }

    /** Whether a call failed for a right that the caller has not; admission rules and quotas answer 403 as well. */
    public static boolean lacked(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> false;
            case SafeException known -> known.isUnauthorized();
            case KubernetesClientException call
            when call.getCode() == HttpURLConnection.HTTP_FORBIDDEN ->
                call.getStatus() != null
                        && call.getStatus().getMessage() != null
                        && call.getStatus().getMessage().contains(" cannot ");
            default -> lacked(failure.getCause());
        };
    }

    private boolean isGranted(Right right) {
        var parts = right.resource().split("/", 2);
        var review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withGroup(right.group())
                .withResource(parts[0])
                .withSubresource(parts.length > 1 ? parts[1] : null)
                .withVerb(right.verb())
                .withName(right.name().isEmpty() ? null : right.name())
                .withNamespace(right.namespace().isEmpty() ? null : right.namespace())
                .endResourceAttributes()
                .endSpec()
                .build();
        var answer = client.authorization().v1().selfSubjectAccessReview().create(review);
        return answer.getStatus() != null
                && Boolean.TRUE.equals(answer.getStatus().getAllowed());
    }
}
