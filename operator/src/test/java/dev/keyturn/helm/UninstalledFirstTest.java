package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator goes before its resources: what {@code docs/install.md} says about it holds, both ways. */
@HelmTest
@ClusterTest
@Tag("dist")
final class UninstalledFirstTest {

    private static final String HOME = "keyturn-system";
    private static final String SHOP = "shop";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path dir;
    private final ControlPlane cluster;
    private final Tenant tenant;
    private final Crowd crowd;
    private final Release release;

    UninstalledFirstTest(Helm helm, @TempDir Path dir) {
        this.dir = dir;
        cluster = ControlPlane.start(dir.resolve("cluster"));
        tenant = new Tenant(cluster, HOME, SHOP);
        crowd = new Crowd(cluster, tenant, 2);
        release = Release.in(helm, cluster, HOME);
    }

    @BeforeEach
    void settledAndThenUninstalled() {
        kubectl("create", "namespace", SHOP);
        release.install(tenant.config(Tenant.QUICK_PROOFS));
        tenant.clusterAccount();
        crowd.apply();
        try (var _ = operator("first")) {
            crowd.awaitSettled(1);
        }
        release.uninstall();
        kubectl(
                "wait",
                "--for=condition=Established",
                "-f",
                Chart.repository("crds").toString());
        assertThat(crowd.values()).hasSize(2).allMatch(tenant.provider::accepts);
    }

    @AfterEach
    void close() {
        tenant.close();
        cluster.close();
    }

    @Test
    void what_hangs_in_deletion_is_let_go_by_the_documented_command() {
        delete("ssak/checkout-1", "-n", SHOP);
        assertThat(deletedAt("checkout-1")).as("it waits for its finalizer").isNotEmpty();
        assertThat(crowd.values()).as("nobody took a Secret along").hasSize(2).allMatch(tenant.provider::accepts);

        letGo("checkout-1");

        kubectl("wait", "--for=delete", "ssak/checkout-1", "-n", SHOP, "--timeout=30s");
        delete("namespace/" + SHOP);
        awaitHangingFor(1);

        letGo("checkout-2");

        kubectl("wait", "--for=delete", "namespace/" + SHOP, "--timeout=60s");
        assertThat(crowd.living()).as("keys of which nobody was told live on").hasSize(2);
        // Nothing else holds anything up.
        kubectl("delete", "-f", Chart.repository("crds").toString(), "--timeout=60s");
        kubectl("delete", "namespace", HOME, "--timeout=60s");
    }

    @Test
    void installed_again_it_lets_go_and_goes_on_where_it_was() {
        var values = crowd.values();
        delete("ssak/checkout-1", "-n", SHOP);
        assertThat(deletedAt("checkout-1")).as("it waits for its finalizer").isNotEmpty();

        release.install(tenant.config(Tenant.QUICK_PROOFS));
        try (var _ = operator("second")) {
            kubectl("wait", "--for=delete", "ssak/checkout-1", "-n", SHOP, "--timeout=30s");
            awaitLiving(1);
            assertThat(crowd.values()).hasSize(1).isSubsetOf(values).allMatch(tenant.provider::accepts);
            assertThat(tenant.made()).as("nothing is issued anew").isEqualTo(2);
            crowd.rotate("again");
            await().atMost(PATIENCE).until(() -> crowd.published(2) == 1);
        }
        release.uninstall();
        assertThat(crowd.values()).hasSize(1).allMatch(tenant.provider::accepts);
        delete("namespace/" + SHOP);
        awaitHangingFor(1);

        release.install(tenant.config(Tenant.QUICK_PROOFS));
        try (var _ = operator("third")) {
            kubectl("wait", "--for=delete", "namespace/" + SHOP, "--timeout=60s");
            awaitLiving(0);
        }
        assertThat(tenant.made())
                .as("one for each, and the one that was asked for")
                .isEqualTo(3);
    }

    private ChartedOperator operator(String podName) {
        return ChartedOperator.start(cluster, HOME, Release.NAME, podName, dir.resolve(podName));
    }

    private void letGo(String name) {
        var command = Handbook.command("install.md", "### The operator went first");
        assertThat(command).contains(" NAME ", " NAMESPACE ");
        kubectl(Handbook.kubectl(
                command.replace(" NAMESPACE ", " " + SHOP + " ").replace(" NAME ", " " + name + " ")));
    }

    private void delete(String what, String... where) {
        kubectl(Stream.concat(Stream.of("delete", what, "--wait=false"), Stream.of(where))
                .toArray(String[]::new));
    }

    private String deletedAt(String name) {
        return kubectl("get", "ssak", name, "-n", SHOP, "-o", "jsonpath={.metadata.deletionTimestamp}");
    }

    /** The namespace controller says that it has done all it could, and of how many the finalizer keeps it. */
    private void awaitHangingFor(int resources) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kubectl(
                                "get",
                                "namespace",
                                SHOP,
                                "-o",
                                "jsonpath={.status.conditions[?(@.type==\"NamespaceFinalizersRemaining\")].message}"))
                        .contains("keyturn.dev/release in " + resources + " resource instances"));
    }

    private void awaitLiving(int keys) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(crowd.living()).hasSize(keys));
    }

    private String kubectl(String... arguments) {
        return cluster.kubectl(arguments).orFail();
    }
}
