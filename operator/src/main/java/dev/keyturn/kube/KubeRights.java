package dev.keyturn.kube;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Asks the API server what the operator may do. */
public final class KubeRights {

    private final KubernetesClient client;

    public KubeRights(KubernetesClient client) {
        this.client = client;
    }

    /** Those that are not granted, in the order of their names. */
    public List<Right> missing(Collection<Right> wanted) {
        return wanted.stream()
                .filter(right -> !isGranted(right))
                .sorted(Comparator.comparing(Right::toString))
                .toList();
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
                .withNamespace(right.namespace().isEmpty() ? null : right.namespace())
                .endResourceAttributes()
                .endSpec()
                .build();
        var answer = client.authorization().v1().selfSubjectAccessReview().create(review);
        return answer.getStatus() != null
                && Boolean.TRUE.equals(answer.getStatus().getAllowed());
    }
}
