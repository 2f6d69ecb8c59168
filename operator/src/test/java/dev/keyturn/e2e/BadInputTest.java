package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import dev.keyturn.simulator.SimulatorOptions;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a person got wrong has a reason of its own, issues nothing, and heals by itself once mended. */
@ClusterTest
final class BadInputTest {

    private static void awaitReason(Stage stage, String name, String reason) {
        stage.awaitStatus(name, status -> Stage.reason(status, "Ready").equals(reason));
        assertThat(stage.made()).isZero();
    }

    @Test
    void an_unknown_workspace_is_named_with_those_that_there_are(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.clusterAccount.grant("[staging, nowhere]");
            stage.kubectl("""
                    apiVersion: keyturn.dev/v1alpha1
                    kind: SuprSendApiKey
                    metadata: {name: checkout, namespace: %s}
                    spec: {accountRef: {name: %s}, workspace: nowhere}
                    """.formatted(stage.shop, stage.accountName()));
            awaitReason(stage, "checkout", "WorkspaceUnknown");
            assertThat(message(stage.awaitStatus("checkout", _ -> true))).contains("nowhere", "staging");

            stage.provider.addWorkspace("nowhere", SimulatorOptions.Mode.SANDBOX);

            stage.awaitSettled("checkout", 1);
        }
    }

    @Test
    void a_missing_account_is_waited_for(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            // Before the start: one that runs might still know it.
            cluster.kubectl("delete", "clustersuprsendaccount/" + stage.accountName())
                    .orFail();
            stage.start();
            stage.apply("checkout");
            awaitReason(stage, "checkout", "AccountMissing");

            stage.clusterAccount.grant("[staging]");

            stage.awaitSettled("checkout", 1);
        }
    }

    @Test
    void without_a_grant_nothing_is_issued_and_with_one_it_is(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.clusterAccount.grant("[production]");
            stage.start();
            stage.apply("checkout");
            awaitReason(stage, "checkout", "AccountNotGranted");

            stage.clusterAccount.grant("[staging]");

            stage.awaitSettled("checkout", 1);
        }
    }

    /** The account works, and whoever wrote the grant looks at it first. */
    @Test
    void a_grant_of_a_workspace_that_there_is_not_is_said_by_the_account_which_stays_ready(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.provider.addWorkspace("production", SimulatorOptions.Mode.PRODUCTION);
            stage.clusterAccount.grant("[stagin]");
            stage.start();
            var wrong =
                    "grants[0] names workspace stagin, which the account does not have; it has production, staging; "
                            + "correct spec.grants, or make the workspace at the provider";
            awaitAccount(stage, "True Authenticated " + wrong);

            var version = accountVersion(stage);
            stage.restart();
            stage.apply("checkout");
            awaitReason(stage, "checkout", "AccountNotGranted");
            assertThat(accountVersion(stage)).as("nothing new, nothing written").isEqualTo(version);

            stage.clusterAccount.grant("[staging]");
            stage.awaitSettled("checkout", 1);
            awaitAccount(stage, "True Authenticated ");
        }
    }

    private static void awaitAccount(Stage stage, String said) {
        await().atMost(Stage.PATIENCE)
                .untilAsserted(() -> assertThat(account(
                                stage,
                                "{range .status.conditions[?(@.type==\"Ready\")]}{.status} {.reason} {.message}{end}"))
                        .isEqualTo(said));
    }

    private static String accountVersion(Stage stage) {
        return account(stage, "{.metadata.resourceVersion}");
    }

    private static String account(Stage stage, String jsonPath) {
        return stage.cluster
                .kubectl("get", "cssacct/" + stage.accountName(), "-o", "jsonpath=" + jsonPath)
                .orFail();
    }

    @Test
    void a_missing_or_empty_token_is_told_apart_and_one_with_a_newline_works(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.client()
                    .secrets()
                    .inNamespace(stage.home)
                    .withName("suprsend")
                    .delete();
            stage.start();
            stage.apply("checkout");
            awaitReason(stage, "checkout", "TokenMissing");

            stage.clusterAccount.token("  ");
            awaitReason(stage, "checkout", "TokenEmpty");

            stage.clusterAccount.token(stage.provider.serviceToken() + "\n");
            stage.awaitSettled("checkout", 1);
        }
    }

    @Test
    void a_refused_token_is_said_once_and_spends_no_attempt(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.clusterAccount.token("no-such-token");
            stage.start();
            stage.apply("checkout");
            awaitReason(stage, "checkout", "AccountUnauthorized");

            stage.clusterAccount.token(stage.provider.serviceToken());

            stage.awaitSettled("checkout", 1);
        }
    }

    @Test
    void a_secret_that_did_not_consent_is_left_alone_until_it_does(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.kubectl("""
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: checkout, namespace: %s}
                    stringData: {theirs: kept}
                    """.formatted(stage.shop));
            stage.apply("checkout");
            awaitReason(stage, "checkout", "NotAdoptable");
            assertThat(Objects.requireNonNull(stage.secret("checkout")).getData())
                    .containsOnlyKeys("theirs");

            cluster.kubectl(
                            "annotate",
                            "secret/checkout",
                            "-n",
                            stage.shop,
                            "keyturn.dev/adoptable-by=SuprSendApiKey/checkout")
                    .orFail();

            stage.awaitSettled("checkout", 1);
            assertThat(Objects.requireNonNull(stage.secret("checkout")).getData())
                    .containsOnlyKeys("theirs", "SUPRSEND_API_KEY");
        }
    }

    @Test
    void of_two_resources_with_one_secret_the_second_issues_nothing(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("first", "publish: {secretName: shared}");
            stage.awaitSettled("first", 1);
            var value = stage.published("shared");

            stage.apply("second", "publish: {secretName: shared}");
            stage.awaitStatus("second", status -> Stage.reason(status, "Ready").equals("Conflict"));
            assertThat(stage.made()).isOne();
            assertThat(stage.published("shared")).isEqualTo(value);

            stage.delete("first");
            stage.awaitStatus("second", status -> Stage.reason(status, "Ready").equals("Settled"));
            assertThat(stage.published("shared")).isEqualTo(value);
            assertThat(stage.made()).isOne();
        }
    }

    @Test
    void a_provider_that_answers_html_is_no_provider(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.provider.order(
                    FaultRule.on(CallKind.LIST_WORKSPACES, Fault.html()).always());
            stage.start();
            stage.apply("checkout");
            awaitReason(stage, "checkout", "ProviderUnusable");

            stage.provider.heal();

            stage.awaitSettled("checkout", 1);
        }
    }

    @Test
    void a_spec_that_slipped_past_admission_stalls_and_leaves_the_published_value(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            var value = stage.published("checkout");

            // Allowed by the schema, and refused by the operator's configuration: shorter than its shortest interval.
            stage.with(stage.settings().shortestInterval("1h")).restart();
            stage.apply("checkout", "rotation: {every: 10m}");
            var status = stage.awaitStatus(
                    "checkout", found -> Stage.reason(found, "Stalled").equals("InvalidSpec"));

            assertThat(Stage.statusOf(status, "Ready")).isEqualTo("True");
            assertThat(message(status)).contains("10m", "1h");
            assertThat(stage.published("checkout")).isEqualTo(value);
            assertThat(stage.made()).isOne();

            stage.apply("checkout", "rotation: {every: 180d}");
            stage.awaitSettled("checkout", 1);
        }
    }

    private static String message(CredentialStatus status) {
        return status.conditions().stream()
                .filter(condition -> Set.of("Ready", "Stalled").contains(condition.getType()))
                .map(condition -> condition.getMessage())
                .reduce("", String::concat);
    }
}
