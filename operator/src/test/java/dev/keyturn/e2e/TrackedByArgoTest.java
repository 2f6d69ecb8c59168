package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Argo CD prunes what it tracks and does not find in Git: of Keyturn's that is the resource, and never a Secret. */
@ClusterTest
final class TrackedByArgoTest {

    private static final String LABEL = "app.kubernetes.io/instance";
    private static final String ANNOTATION = "argocd.argoproj.io/tracking-id";

    /** Its three ways to mark what it applied. */
    enum Tracking {
        LABEL_ONLY(true, false),
        ANNOTATION_ONLY(false, true),
        ANNOTATION_AND_LABEL(true, true);

        private final boolean label;
        private final boolean annotation;

        Tracking(boolean label, boolean annotation) {
            this.label = label;
            this.annotation = annotation;
        }

        String metadata(Stage stage) {
            return (label ? "labels: {%s: shop-app}\n".formatted(LABEL) : "")
                    + (annotation
                            ? "annotations: {%s: \"shop-app:keyturn.dev/SuprSendApiKey:%s/checkout\"}\n"
                                    .formatted(ANNOTATION, stage.shop)
                            : "");
        }

        boolean tracks(HasMetadata object) {
            var labelled =
                    "shop-app".equals(of(object.getMetadata().getLabels()).get(LABEL));
            var annotated = of(object.getMetadata().getAnnotations()).containsKey(ANNOTATION);
            return (label && labelled) || (annotation && annotated);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_resource_and_no_secret(Tracking tracking, ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.kubectl("""
                    apiVersion: keyturn.dev/v1alpha1
                    kind: SuprSendApiKey
                    metadata:
                      name: checkout
                      namespace: %s
                    %s
                    spec:
                      accountRef: {name: %s}
                      workspace: staging
                      rotation: {overlap: 0s}
                    """.formatted(stage.shop, tracking.metadata(stage).indent(2), stage.accountName()));
            stage.awaitSettled("checkout", 1);
            stage.annotate("checkout", "keyturn.dev/rotate", "ticket-4711");
            stage.awaitSettled("checkout", 2);

            assertThat(tracking.tracks(Objects.requireNonNull(stage.key("checkout"))))
                    .isTrue();
            var secrets = new ArrayList<HasMetadata>(stage.keyrings());
            secrets.add(Objects.requireNonNull(stage.secret("checkout")));
            assertThat(secrets).hasSize(2).noneMatch(tracking::tracks).allSatisfy(secret -> {
                assertThat(of(secret.getMetadata().getLabels())).doesNotContainKey(LABEL);
                assertThat(of(secret.getMetadata().getAnnotations()).keySet())
                        .noneMatch(name -> name.contains("argoproj.io/") || name.contains("last-applied"));
                assertThat(secret.getMetadata().getOwnerReferences()).isEqualTo(List.of());
            });
        }
    }

    private static Map<String, String> of(@Nullable Map<String, String> pairs) {
        return pairs == null ? Map.of() : pairs;
    }
}
