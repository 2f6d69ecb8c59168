package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.helm.Helm;
import dev.keyturn.helm.HelmTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a turned key by what Argo CD and Flux apply, with a workload that uses it. */
@Tag("dist")
@HelmTest
@ClusterTest
final class GitOpsStoryTest {

    private static final String ARGO_CD = "examples/argocd/README.md";
    private static final String FLUX = "examples/flux/README.md";
    private static final String GITOPS = "docs/gitops.md";
    private static final String QUICK_START = "examples/quickstart/README.md";
    private static final String EXPOSED = "6. It was exposed";
    private static final Stretch BY_FLUX = Stretch.of(GITOPS, "Turn a key", "--field-manager=flux");
    private static final Stretch BY_HAND = Stretch.of(GITOPS, "Turn a key", "-n shop --overwrite keyturn.dev/rotate");

    static final List<Stretch> WITH_ARGO_CD = List.of(
            Stretch.of(ARGO_CD, "Argo CD"), Stretch.of(GITOPS, "Health"), BY_HAND, Stretch.of(QUICK_START, EXPOSED));

    static final List<Stretch> WITH_FLUX = List.of(Stretch.of(FLUX, "Flux"), BY_FLUX);

    @Test
    void argo_cd_leads_from_nothing_to_a_turned_key(Helm helm, @TempDir Path dir) {
        try (var scene = Scene.open(helm, dir, WITH_ARGO_CD)) {
            var argoCd = new ArgoCd(scene, helm);
            argoCd.install();
            pointAtTheSimulator(scene, "examples/argocd/application.yaml", "          image:\n");

            scene.reader.types(Stretch.of(ARGO_CD, "Argo CD", "create"), scene.token());
            scene.reader.types(Stretch.of(ARGO_CD, "Argo CD", "kubectl patch"));
            scene.reader.types(GITOPS, "Health");
            assertThat(scene.kubectl("get", "configmap", "argocd-cm", "-n", "argocd", "-o", "yaml"))
                    .contains("resource.customizations.health.keyturn.dev_SuprSendApiKey");
            scene.reader.types(Stretch.of(ARGO_CD, "Argo CD", "kubectl apply"));
            argoCd.sync("keyturn");
            scene.reader.types(Stretch.of(ARGO_CD, "Argo CD", "kubectl wait"));

            turnsByHand(scene, BY_HAND);
            argoCd.sync("keyturn");
            isExposed(scene);
            scene.isTold();
        }
    }

    @Test
    void flux_leads_from_nothing_to_a_turned_key(Helm helm, @TempDir Path dir) {
        try (var scene = Scene.open(helm, dir, WITH_FLUX)) {
            var flux = new Flux(scene, helm);
            flux.install();
            pointAtTheSimulator(scene, "examples/flux/operator/release.yaml", "    image:\n");

            scene.reader.types(Stretch.of(FLUX, "Flux", "create"), scene.token());
            scene.reader.types(Stretch.of(FLUX, "Flux", "kubectl apply"));
            flux.reconcile();
            scene.reader.types(Stretch.of(FLUX, "Flux", "kubectl wait"));

            turnsByHand(scene, BY_FLUX);
            scene.isTold();
        }
    }

    /** What only a reader without an account writes into the values: the quick start's configuration, in a line. */
    private static void pointAtTheSimulator(Scene scene, String file, String before) {
        var indent = before.substring(0, before.indexOf("image"));
        scene.checkout.edit(
                file,
                before,
                indent + """
                config: {endpoints: {cloud: {management: "%s", hub: "%s", allowPlainHttp: true}}}
                """.formatted(scene.tenant.provider.managementUrl(), scene.tenant.provider.hubUrl()) + before);
    }

    private static void turnsByHand(Scene scene, Stretch command) {
        var first = scene.tenant.published();
        assertThat(scene.tenant.publishedWorks()).isTrue();
        scene.reader.types(command);
        awaitRevision(scene, 2);
        assertThat(scene.tenant.published()).isNotEqualTo(first);
        assertThat(scene.tenant.publishedWorks()).isTrue();
        assertThat(scene.tenant.made()).isEqualTo(2);
    }

    /** Every older key dies as soon as the workload has let go of it. */
    private static void isExposed(Scene scene) {
        var exposed = scene.tenant.published();
        scene.reader.types(Stretch.of(QUICK_START, EXPOSED, "annotate"));
        awaitRevision(scene, 3);
        scene.kubectl("rollout", "restart", "deployment/checkout", "-n", Scene.SHOP);
        scene.reader.types(Stretch.of(QUICK_START, EXPOSED, "wait"));
        assertThat(scene.tenant.provider.accepts(exposed)).isFalse();
        assertThat(scene.tenant.publishedWorks()).isTrue();
        assertThat(scene.living()).isEqualTo(1);
    }

    private static void awaitRevision(Scene scene, int revision) {
        scene.kubectl(
                "wait",
                "-n",
                Scene.SHOP,
                "ssak/checkout",
                "--for=jsonpath={.status.revision}=" + revision,
                "--timeout=60s");
    }
}
