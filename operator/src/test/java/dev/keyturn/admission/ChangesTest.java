package dev.keyturn.admission;

import static dev.keyturn.admission.Manifests.account;
import static dev.keyturn.admission.Manifests.apiKeyNamed;
import static dev.keyturn.admission.Manifests.clusterAccountNamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.cluster.Output;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of resources that are there: {@code named} says where it publishes to, {@code plain} does not, {@code said} says the default. */
@ClusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChangesTest {

    private static final String WORKSPACE =
            "spec.workspace: Invalid value: workspace cannot change: delete this resource, then apply it"
                    + " again under the same Secret name with the new workspace";
    private static final String SECRET =
            "spec.publish: Invalid value: publish.secretName cannot change (where absent it is the resource's"
                    + " name): delete this resource, then apply it again with the new secretName";
    private static final String ENDPOINT =
            "spec.endpoint: Invalid value: endpoint cannot change: delete this account, then apply it again"
                    + " under the same name with the new endpoint";

    /** Everybody sees it, so it gets a name that nobody else uses, and goes in the end. */
    private static final String OF_THE_CLUSTER = "changed-by-admission-tests";

    private final ApiServer server;

    ChangesTest(ControlPlane cluster) {
        server = ApiServer.of(cluster);
        server.create(apiKeyNamed("named", "{workspace: staging, publish: {secretName: other, labels: {a: b}}}"));
        server.create(apiKeyNamed("plain", "{workspace: staging}"));
        server.create(apiKeyNamed("said", "{workspace: staging, publish: {secretName: said}}"));
        server.create(clusterAccountNamed(OF_THE_CLUSTER, "{serviceTokenRef: {name: suprsend}}"));
        server.create(account("{endpoint: eu, serviceTokenRef: {name: suprsend}}"));
    }

    @AfterAll
    void deleteWhatEverybodySees() {
        server.kubectl("delete", "cssacct", OF_THE_CLUSTER).orFail();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(String resource, String patch, String sentence) {
        ApiServer.assertRefused(patch(resource, patch), sentence);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                argumentSet("another workspace", "ssak/named", "spec: {workspace: production}", WORKSPACE),
                argumentSet("no workspace", "ssak/named", "spec: {workspace: null}", "spec.workspace: Required value"),
                argumentSet("no spec, to add another one later", "ssak/named", "spec: null", "spec: Required value"),
                argumentSet(
                        "an empty spec",
                        "ssak/plain",
                        "spec: {workspace: null, accountRef: null}",
                        "spec.workspace: Required value"),
                argumentSet("another Secret", "ssak/named", "spec: {publish: {secretName: third}}", SECRET),
                argumentSet("no Secret's name", "ssak/named", "spec: {publish: {secretName: null}}", SECRET),
                argumentSet("no publish, to add another one later", "ssak/named", "spec: {publish: null}", SECRET),
                argumentSet(
                        "a Secret's name where there was none",
                        "ssak/plain",
                        "spec: {publish: {secretName: other}}",
                        SECRET),
                argumentSet("another endpoint", "ssacct/suprsend", "spec: {endpoint: us}", ENDPOINT),
                argumentSet(
                        "no endpoint, so that the default applies",
                        "ssacct/suprsend",
                        "spec: {endpoint: null}",
                        ENDPOINT),
                argumentSet(
                        "another endpoint of the cluster's",
                        "cssacct/" + OF_THE_CLUSTER,
                        "spec: {endpoint: us}",
                        ENDPOINT),
                argumentSet("an account without a spec", "ssacct/suprsend", "spec: null", "spec: Required value"));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void accepts(String resource, String patch) {
        assertThat(patch(resource, patch).orFail()).contains("patched");
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                argumentSet(
                        "the Secret's name said that was the default",
                        "ssak/plain",
                        "spec: {publish: {secretName: plain}}"),
                argumentSet("the Secret's name left out that is the default", "ssak/said", "spec: {publish: null}"),
                argumentSet("a publish that names no Secret", "ssak/plain", "spec: {publish: {labels: {a: b}}}"),
                argumentSet(
                        "another account", "ssak/plain", "spec: {accountRef: {kind: SuprSendAccount, name: suprsend}}"),
                argumentSet(
                        "everything else",
                        "ssak/named",
                        "spec: {suspend: true, rotation: {every: 1d}, publish: {labels: null, data: {a: '{{apiKey}}'}}, deletionPolicy: Retain}"),
                argumentSet("another token", "ssacct/suprsend", "spec: {serviceTokenRef: {name: next}, contact: me}"));
    }

    /** Tried only: the next row finds the resource as it was. */
    private Output patch(String resource, String patch) {
        return server.kubectl("patch", resource, "--type=merge", "--dry-run=server", "--patch", patch);
    }
}
