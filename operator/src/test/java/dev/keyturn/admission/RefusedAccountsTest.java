package dev.keyturn.admission;

import static dev.keyturn.admission.Manifests.account;
import static dev.keyturn.admission.Manifests.granting;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ClusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusedAccountsTest {

    private static final String EXPRESSION =
            "spec.grants[0].namespaces.selector: Invalid value: write each expression with a key and an operator:";
    private static final String EITHER = "spec.grants[0].namespaces: Invalid value: write either names or selector,";

    private final ApiServer server;

    RefusedAccountsTest(ControlPlane cluster) {
        server = ApiServer.of(cluster);
    }

    @ParameterizedTest
    @MethodSource({"ofBothKinds", "grants", "selectors"})
    void refuses_with_a_sentence_that_says_what_to_write(String manifest, String sentence) {
        ApiServer.assertRefused(server.tryCreate(manifest), sentence);
    }

    static Stream<Arguments> ofBothKinds() {
        return Stream.concat(
                ofAKind("SuprSendAccount", Manifests::account),
                ofAKind("ClusterSuprSendAccount", Manifests::clusterAccount));
    }

    private static Stream<Arguments> ofAKind(String kind, UnaryOperator<String> manifest) {
        return Stream.of(
                argumentSet(kind + " without a spec", manifest.apply(""), "spec: Required value"),
                argumentSet(kind + " with an empty spec", manifest.apply("{}"), "spec.serviceTokenRef: Required value"),
                argumentSet(
                        kind + " without a Secret",
                        manifest.apply("{serviceTokenRef: {key: a}}"),
                        "spec.serviceTokenRef.name: Required value"),
                argumentSet(
                        kind + " with a Secret elsewhere",
                        manifest.apply("{serviceTokenRef: {name: other/suprsend}}"),
                        "spec.serviceTokenRef.name: Invalid value: \"other/suprsend\": write the name of an object"),
                argumentSet(
                        kind + " with an entry that no Secret has",
                        manifest.apply("{serviceTokenRef: {name: suprsend, key: ..}}"),
                        "spec.serviceTokenRef.key: Invalid value: \"..\": write the name of an entry of a Secret"),
                argumentSet(
                        kind + " with a host for an endpoint",
                        manifest.apply("{serviceTokenRef: {name: suprsend}, endpoint: \"https://hub.suprsend.com\"}"),
                        "spec.endpoint: Invalid value: \"https://hub.suprsend.com\": write the name of an endpoint, such as cloud,"
                                + " never a host or URL"),
                argumentSet(
                        kind + " with a contact without end",
                        manifest.apply("{serviceTokenRef: {name: suprsend}, contact: " + "ä".repeat(257) + "}"),
                        "spec.contact: Too long: may not be more than 256"));
    }

    static Stream<Arguments> grants() {
        return Stream.of(
                argumentSet(
                        "grants where there are none",
                        account("{serviceTokenRef: {name: suprsend}, grants: []}"),
                        "unknown field \"spec.grants\""),
                argumentSet(
                        "a grant to nobody in particular",
                        granting("[{workspaces: [staging]}]"),
                        "spec.grants[0].namespaces: Required value"),
                argumentSet(
                        "service tokens in other words than true and false",
                        granting("[{namespaces: {names: [shop]}, serviceTokens: all}]"),
                        "spec.grants[0].serviceTokens: Invalid value: \"string\""),
                argumentSet(
                        "service tokens to nobody in particular",
                        granting("[{serviceTokens: true}]"),
                        "spec.grants[0].namespaces: Required value"),
                argumentSet(
                        "neither names nor a selector", granting("[{namespaces: {}, workspaces: [staging]}]"), EITHER),
                argumentSet(
                        "names and a selector",
                        granting("[{namespaces: {names: [shop], selector: {}}, workspaces: [staging]}]"),
                        EITHER),
                argumentSet(
                        "a pattern for a namespace",
                        granting("[{namespaces: {names: [shop-*]}, workspaces: [staging]}]"),
                        "spec.grants[0].namespaces.names: Invalid value: write each namespace by its name"),
                argumentSet(
                        "a pattern for a workspace",
                        granting("[{namespaces: {names: [shop]}, workspaces: [\"*\"]}]"),
                        "spec.grants[0].workspaces: Invalid value: write the slug of a workspace, such as staging"));
    }

    static Stream<Arguments> selectors() {
        return Stream.of(
                        "{key: a}",
                        "{operator: Exists}",
                        "{key: a, operator: in, values: [x]}",
                        "{key: a, operator: In}",
                        "{key: a, operator: NotIn, values: []}",
                        "{key: a, operator: Exists, values: [x]}")
                .map(expression -> argumentSet(
                        "an expression " + expression,
                        granting("[{namespaces: {selector: {matchExpressions: [" + expression
                                + "]}}, workspaces: [staging]}]"),
                        EXPRESSION));
    }
}
