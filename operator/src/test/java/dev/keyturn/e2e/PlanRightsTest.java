package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.cluster.Output;
import dev.keyturn.kube.Right;
import dev.keyturn.kube.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rights {@code keyturn plan} needs, and what it says where it cannot look. */
@ClusterTest
final class PlanRightsTest {

    private final Stage stage;

    @TempDir
    private Path dir = Path.of("");

    PlanRightsTest(ControlPlane cluster) {
        stage = new Stage(cluster);
    }

    @AfterEach
    void close() {
        stage.cluster.kubectl("delete", "clusterrole,clusterrolebinding", "-l", "test=" + stage.home);
        stage.close();
    }

    private Set<Right> rights() {
        return Rights.toPlan(stage.options().settings(), Optional.of(stage.shop));
    }

    private Output plan(Path kubeconfig) {
        return PlanProcess.run(stage, dir, kubeconfig, "-n", stage.shop);
    }

    /** A ServiceAccount with these rights and no others. */
    private Path somebody(Set<Right> rights) {
        stage.kubectl("{apiVersion: v1, kind: ServiceAccount, metadata: {name: planner, namespace: %s}}"
                .formatted(stage.home));
        var number = 0;
        var manifests = new StringBuilder();
        for (var namespace : rights.stream().map(Right::namespace).collect(Collectors.toSet())) {
            var name = "planner-" + stage.home + "-" + number++;
            var kind = namespace.isEmpty() ? "ClusterRole" : "Role";
            var rules = rights.stream()
                    .filter(right -> right.namespace().equals(namespace))
                    .map(right -> "{apiGroups: ['%s'], resources: [%s], verbs: [%s], resourceNames: [%s]}"
                            .formatted(right.group(), right.resource(), right.verb(), right.name()))
                    .collect(Collectors.joining(", "));
            manifests.append("""
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: %1$s
                    metadata: {name: %2$s, labels: {test: %3$s}%4$s}
                    rules: [%5$s]
                    ---
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: %1$sBinding
                    metadata: {name: %2$s, labels: {test: %3$s}%4$s}
                    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: %1$s, name: %2$s}
                    subjects: [{kind: ServiceAccount, name: planner, namespace: %3$s}]
                    ---
                    """.formatted(
                            kind, name, stage.home, namespace.isEmpty() ? "" : ", namespace: " + namespace, rules));
        }
        if (!rights.isEmpty()) {
            stage.kubectl(manifests.toString());
        }
        return stage.cluster.kubeconfigForServiceAccount(stage.home, "planner");
    }

    @Test
    void with_these_rights_it_says_everything_and_it_needs_each_of_them() {
        var workloads = new Workloads(stage, stage.shop);
        stage.start();
        stage.apply("checkout");
        stage.awaitSettled("checkout", 1);
        stage.kubectl(workloads.deployment("web", "", "", Workloads.KEY)
                + workloads.statefulSet("db", "", Workloads.KEY)
                + """
                ---
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendApiKey
                metadata: {name: of-a-team, namespace: %s}
                spec: {workspace: staging, accountRef: {kind: SuprSendAccount, name: team}}
                """.formatted(stage.shop));
        await().atMost(Stage.PATIENCE)
                .until(() -> plan(stage.cluster.kubeconfig())
                        .stdout()
                        .contains("  restarts  Deployment/web\n            StatefulSet/db\n"));
        var everything = plan(stage.cluster.kubeconfig());
        var planner = somebody(rights());

        await().atMost(Stage.PATIENCE)
                .untilAsserted(() -> assertThat(withoutTimes(plan(planner))).isEqualTo(withoutTimes(everything)));

        var granted = new RightsBook.Entry(
                "system:serviceaccount:" + stage.home + ":planner", stage.home, stage.keyringNamespace(), rights());
        // No pod of a DaemonSet is made where there is no node.
        assertThat(RightsBook.compare(stage.cluster.auditLog(), List.of(granted))
                        .unused())
                .isSubsetOf("get daemonsets.apps where credentials are");
    }

    /** Of one that is not begun yet the times move on with the clock. */
    private static Output withoutTimes(Output said) {
        return new Output(said.exitCode(), said.stdout().replaceAll("[-0-9]+T[:0-9]+Z", "then"), said.stderr());
    }

    @Test
    void what_may_not_be_read_is_named_and_the_rest_is_told() {
        stage.start().apply("checkout");
        stage.awaitSettled("checkout", 1);
        var planner = somebody(rights().stream()
                .filter(right -> !right.resource().equals("pods"))
                .collect(Collectors.toSet()));

        await().atMost(Stage.PATIENCE)
                .untilAsserted(() -> assertThat(plan(planner).stdout())
                        .startsWith("whoever asks may not\n  list pods in namespace " + stage.shop
                                + "\nwhat follows is told without that; the operator may see more.\n")
                        .contains("  now       nothing is due; revision 1 is in use\n")
                        .contains("  restarts  not known: Keyturn may not list pods in namespace " + stage.shop));
    }

    @Test
    void without_what_all_begins_with_there_is_no_answer_but_what_to_ask_for() {
        var planner = somebody(Set.of());

        assertThat(plan(planner))
                .returns(2, Output::exitCode)
                .returns("", Output::stdout)
                .satisfies(said -> assertThat(said.stderr())
                        .startsWith(
                                "keyturn: whoever asks may not\n  get clustersuprsendaccounts.keyturn.dev in the whole cluster\n")
                        .contains(
                                "\n  list suprsendapikeys.keyturn.dev in namespace " + stage.shop + "\n",
                                "\n  get secrets in namespace " + stage.home + "\n")
                        .endsWith("\nask as somebody who may, or grant it\n"));
    }

    @Test
    void definitions_that_are_not_there_are_named() {
        try (var bare = new CannedApiServer(Map.of())) {
            assertThat(PlanProcess.run(stage, dir, bare.kubeconfig(dir)))
                    .isEqualTo(new Output(
                            2,
                            "",
                            "keyturn: the custom resources ClusterSuprSendAccount, SuprSendAccount, SuprSendApiKey, SuprSendWorkspaceKey,"
                                    + " ServiceToken are not installed: kubectl apply --server-side -f crds/\n"));
        }
    }

    @Test
    void an_access_that_cannot_be_read_and_a_server_that_does_not_answer_are_told_apart() throws IOException {
        var broken = Files.writeString(dir.resolve("broken.kubeconfig"), "users: [{hush");
        var closed = new CannedApiServer(Map.of());
        closed.close();

        assertThat(PlanProcess.run(stage, dir, broken))
                .returns(2, Output::exitCode)
                .satisfies(said -> assertThat(said.stderr())
                        .startsWith("keyturn: the access to the API server cannot be read (")
                        .doesNotContain("hush", "\tat "));
        assertThat(PlanProcess.run(stage, dir, closed.kubeconfig(dir)))
                .returns(2, Output::exitCode)
                .satisfies(said -> assertThat(said.stderr())
                        .startsWith("keyturn: the API server at http://127.0.0.1:")
                        .contains(" cannot be reached (")
                        .doesNotContain("\tat "));
    }

    @Test
    void another_installation_than_the_one_of_the_configuration_is_said() {
        stage.start().stop();

        assertThat(PlanProcess.run(stage, dir, stage.cluster.kubeconfig(), Map.of("KEYTURN_INSTALLATION", "abcd2345")))
                .returns(2, Output::exitCode)
                .satisfies(said -> assertThat(said.stderr())
                        .startsWith("keyturn: the configuration says installation: abcd2345, but Secret " + stage.home)
                        .contains("take the setting out of the configuration"));
    }
}
