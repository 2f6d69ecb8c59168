package dev.keyturn.admission;

import static dev.keyturn.admission.Manifests.account;
import static dev.keyturn.admission.Manifests.apiKeyNamed;
import static dev.keyturn.admission.Manifests.clusterAccountNamed;
import static dev.keyturn.admission.Manifests.serviceTokenNamed;
import static dev.keyturn.admission.Manifests.workspaceKeyNamed;
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
    private static final String PAIR =
            "spec.pair: Invalid value: pair cannot change (where absent it is Own): delete this resource, then apply"
                    + " it again under the same Secret name with the new pair";
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
        server.create(
                workspaceKeyNamed("named", "{workspace: staging, publish: {secretName: another, labels: {a: b}}}"));
        server.create(workspaceKeyNamed("plain", "{workspace: staging}"));
        server.create(workspaceKeyNamed("default", "{workspace: staging, pair: Default}"));
        server.create(workspaceKeyNamed("said", "{workspace: staging, publish: {secretName: said}}"));
        server.create(serviceTokenNamed("named", "{publish: {secretName: a-third, labels: {a: b}}}"));
        server.create(serviceTokenNamed("plain", "{}"));
        server.create(serviceTokenNamed("said", "{publish: {secretName: said}}"));
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
                        Stream.of("ssak", "sswk").flatMap(ChangesTest::refusedOfWorkspaces),
                        Stream.of("ssak", "sswk", "svctok").flatMap(ChangesTest::refusedOf),
                        refusedOfPairs(),
                        refusedOfAccounts())
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> refusedOfWorkspaces(String kind) {
        return Stream.of(
                argumentSet(kind + ": another workspace", kind + "/named", "spec: {workspace: production}", WORKSPACE),
                argumentSet(
                        kind + ": no workspace",
                        kind + "/named",
                        "spec: {workspace: null}",
                        "spec.workspace: Required value"),
                argumentSet(
                        kind + ": an empty spec",
                        kind + "/plain",
                        "spec: {workspace: null, accountRef: null}",
                        "spec.workspace: Required value"));
    }

    private static Stream<Arguments> refusedOf(String kind) {
        return Stream.of(
                argumentSet(
                        kind + ": no spec, to add another one later",
                        kind + "/named",
                        "spec: null",
                        "spec: Required value"),
                argumentSet(kind + ": another Secret", kind + "/named", "spec: {publish: {secretName: third}}", SECRET),
                argumentSet(
                        kind + ": no Secret's name", kind + "/named", "spec: {publish: {secretName: null}}", SECRET),
                argumentSet(
                        kind + ": no publish, to add another one later",
                        kind + "/named",
                        "spec: {publish: null}",
                        SECRET),
                argumentSet(
                        kind + ": a Secret's name where there was none",
                        kind + "/plain",
                        "spec: {publish: {secretName: other}}",
                        SECRET));
    }

    private static Stream<Arguments> refusedOfPairs() {
        return Stream.of(
                argumentSet("the default pair in place of its own", "sswk/plain", "spec: {pair: Default}", PAIR),
                argumentSet("a pair of its own in place of the default one", "sswk/default", "spec: {pair: Own}", PAIR),
                argumentSet("the same by saying nothing", "sswk/default", "spec: {pair: null}", PAIR));
    }

    private static Stream<Arguments> refusedOfAccounts() {
        return Stream.of(
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
                        acceptedOf("ssak", "{{apiKey}}"),
                        acceptedOf("sswk", "{{secret}}"),
                        acceptedOf("svctok", "{{token}}"),
                        Stream.of(
                                argumentSet(
                                        "svctok: other readers",
                                        "svctok/named",
                                        "spec: {allowedReaders: [{kind: User, name: ada}]}"),
                                argumentSet(
                                        "another token",
                                        "ssacct/suprsend",
                                        "spec: {serviceTokenRef: {name: next}, contact: me}")))
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> acceptedOf(String kind, String placeholder) {
        return Stream.of(
                argumentSet(
                        kind + ": the Secret's name said that was the default",
                        kind + "/plain",
                        "spec: {publish: {secretName: plain}}"),
                argumentSet(
                        kind + ": the Secret's name left out that is the default",
                        kind + "/said",
                        "spec: {publish: null}"),
                argumentSet(
                        kind + ": a publish that names no Secret",
                        kind + "/plain",
                        "spec: {publish: {labels: {a: b}}}"),
                argumentSet(
                        kind + ": another account",
                        kind + "/plain",
                        "spec: {accountRef: {kind: SuprSendAccount, name: suprsend}}"),
                argumentSet(
                        kind + ": everything else",
                        kind + "/named",
                        "spec: {suspend: true, rotation: {every: 1d}, publish: {labels: null, data: {a: x, b: '%s'}}, deletionPolicy: Retain}"
                                .formatted(placeholder)));
    }

    /** Tried only: the next row finds the resource as it was. */
    private Output patch(String resource, String patch) {
        return server.kubectl("patch", resource, "--type=merge", "--dry-run=server", "--patch", patch);
    }
}
