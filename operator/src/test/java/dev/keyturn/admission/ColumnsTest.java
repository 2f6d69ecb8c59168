package dev.keyturn.admission;

import static dev.keyturn.admission.Manifests.account;
import static dev.keyturn.admission.Manifests.apiKey;
import static dev.keyturn.admission.Manifests.serviceToken;
import static dev.keyturn.admission.Manifests.workspaceKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.crd.ServiceToken;
import dev.keyturn.crd.SuprSendAccount;
import dev.keyturn.crd.SuprSendAccountStatus;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.crd.SuprSendWorkspaceKey;
import dev.keyturn.crd.WorkspaceStatus;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What kubectl shows of the resources. */
@ClusterTest
final class ColumnsTest {

    private final ControlPlane cluster;
    private final KubernetesClient client;
    private final ApiServer server;

    ColumnsTest(ControlPlane cluster, KubernetesClient client) {
        this.cluster = cluster;
        this.client = client;
        this.server = ApiServer.of(cluster);
    }

    @BeforeEach
    void create() {
        server.create(apiKey("{workspace: staging}"));
        server.create(workspaceKey("{workspace: staging}"));
        server.create(serviceToken("{}"));
        server.create(account("{serviceTokenRef: {name: suprsend}}"));
    }

    @Test
    void shows_the_columns_of_an_api_key() {
        settle(SuprSendApiKey.class);
        showsTheColumnsOfACredential("ssak", "WORKSPACE", "staging");
    }

    @Test
    void shows_the_columns_of_a_workspace_key() {
        settle(SuprSendWorkspaceKey.class);
        showsTheColumnsOfACredential("sswk", "WORKSPACE", "staging");
    }

    @Test
    void shows_the_columns_of_a_service_token() {
        settle(ServiceToken.class);
        showsTheColumnsOfACredential("svctok", "EXPIRES", Statuses.NEXT.toString());
    }

    private <R extends CustomResource<?, CredentialStatus>> void settle(Class<R> kind) {
        client.resources(kind)
                .inNamespace(server.namespace())
                .withName("checkout")
                .editStatus(found -> {
                    found.setStatus(Statuses.of(Statuses.key("a", 7)));
                    return found;
                });
    }

    private void showsTheColumnsOfACredential(String kind, String own, String cell) {
        assertThat(rows("get", kind))
                .containsExactly(
                        List.of("NAME", "READY", "REASON", "SECRET", "TURNED", "NEXT", "AGE"),
                        List.of(
                                "checkout",
                                "True",
                                "Settled",
                                "checkout-suprsend",
                                "12d",
                                Statuses.NEXT.toString(),
                                "AGE"));
        assertThat(rows("get", kind, "-o", "wide"))
                .containsExactly(
                        List.of("NAME", "READY", "REASON", "SECRET", "TURNED", "NEXT", "AGE", own, "REVISION"),
                        List.of(
                                "checkout",
                                "True",
                                "Settled",
                                "checkout-suprsend",
                                "12d",
                                Statuses.NEXT.toString(),
                                "AGE",
                                cell,
                                "7"));
    }

    @Test
    void shows_the_columns_of_an_account() {
        var account = client.resources(SuprSendAccount.class)
                .inNamespace(server.namespace())
                .withName("suprsend");
        account.editStatus(found -> {
            found.setStatus(new SuprSendAccountStatus(
                    1L,
                    List.of(Statuses.ready("Authenticated")),
                    List.of(new WorkspaceStatus("staging", "uid", "sandbox"))));
            return found;
        });

        assertThat(rows("get", "ssacct"))
                .containsExactly(
                        List.of("NAME", "READY", "REASON", "ENDPOINT", "AGE"),
                        List.of("suprsend", "True", "Authenticated", "cloud", "AGE"));
    }

    @Test
    void lists_every_kind_by_the_category() {
        assertThat(server.kubectl("get", "keyturn", "-o", "name").orFail())
                .contains(
                        "suprsendapikey.keyturn.dev/checkout",
                        "suprsendworkspacekey.keyturn.dev/checkout",
                        "servicetoken.keyturn.dev/checkout",
                        "suprsendaccount.keyturn.dev/suprsend");
        assertThat(cluster.kubectl("api-resources", "--categories=keyturn", "--no-headers")
                        .orFail()
                        .lines())
                .extracting(line -> List.of(line.split("\\s+")))
                .containsExactlyInAnyOrder(
                        List.of(
                                "clustersuprsendaccounts",
                                "cssacct",
                                "keyturn.dev/v1alpha1",
                                "false",
                                "ClusterSuprSendAccount"),
                        List.of("suprsendaccounts", "ssacct", "keyturn.dev/v1alpha1", "true", "SuprSendAccount"),
                        List.of("suprsendapikeys", "ssak", "keyturn.dev/v1alpha1", "true", "SuprSendApiKey"),
                        List.of(
                                "suprsendworkspacekeys",
                                "sswk",
                                "keyturn.dev/v1alpha1",
                                "true",
                                "SuprSendWorkspaceKey"),
                        List.of("servicetokens", "svctok", "keyturn.dev/v1alpha1", "true", "ServiceToken"));
    }

    @Test
    void explains_a_field() {
        assertThat(cluster.kubectl("explain", "ssak.spec.rotation.every").orFail())
                .contains("from 1s to 10y", "Default: 180d");
    }

    /** What kubectl prints, cell by cell, with a word for an age in seconds. */
    private List<List<String>> rows(String... args) {
        return server.kubectl(args)
                .orFail()
                .lines()
                .map(line -> Arrays.stream(line.trim().split("\\s{2,}"))
                        .map(cell -> cell.matches("[0-9]+s") ? "AGE" : cell)
                        .toList())
                .toList();
    }
}
