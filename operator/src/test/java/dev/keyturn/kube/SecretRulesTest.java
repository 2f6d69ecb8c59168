package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SecretRulesTest {

    @ParameterizedTest
    @MethodSource
    void read(String rules) {
        assertThat(reads(rules)).isTrue();
    }

    static Stream<Arguments> read() {
        return Stream.of(
                argumentSet("who may get Secrets", Rbac.GET_SECRETS),
                argumentSet("who may list them", "{apiGroups: [\"\"], resources: [secrets], verbs: [list]}"),
                argumentSet("who may watch them", "{apiGroups: [\"\"], resources: [secrets], verbs: [watch]}"),
                argumentSet("every verb", "{apiGroups: [\"\"], resources: [secrets], verbs: [\"*\"]}"),
                argumentSet("every resource", "{apiGroups: [\"\"], resources: [\"*\"], verbs: [get]}"),
                argumentSet("every group", "{apiGroups: [\"*\"], resources: [secrets], verbs: [get]}"),
                argumentSet("everything", Rbac.EVERYTHING),
                argumentSet(
                        "one among many",
                        "{apiGroups: [apps, \"\"], resources: [pods, secrets], verbs: [create, delete, get]}"),
                argumentSet(
                        "the Secret by its name",
                        "{apiGroups: [\"\"], resources: [secrets], resourceNames: [other, checkout], verbs: [get]}"),
                argumentSet(
                        "to list it by its name, as a field selector does",
                        "{apiGroups: [\"\"], resources: [secrets], resourceNames: [checkout], verbs: [list]}"),
                argumentSet(
                        "to watch it by its name",
                        "{apiGroups: [\"\"], resources: [secrets], resourceNames: [checkout], verbs: [watch]}"),
                argumentSet(
                        "no names, which are all",
                        "{apiGroups: [\"\"], resources: [secrets], resourceNames: [], verbs: [get]}"),
                argumentSet(
                        "a rule after others",
                        "{nonResourceURLs: [/metrics], verbs: [get]}, {apiGroups: [\"\"], resources: [pods], verbs: [get]}, "
                                + Rbac.GET_SECRETS));
    }

    @ParameterizedTest
    @MethodSource
    void doNotRead(String rules) {
        assertThat(reads(rules)).isFalse();
    }

    static Stream<Arguments> doNotRead() {
        return Stream.of(
                argumentSet("no rules", ""),
                argumentSet("other resources", "{apiGroups: [\"\"], resources: [configmaps, pods], verbs: [\"*\"]}"),
                argumentSet("another group", "{apiGroups: [apps, example.com], resources: [secrets], verbs: [get]}"),
                argumentSet("no group", "{apiGroups: [], resources: [secrets], verbs: [get]}"),
                argumentSet(
                        "verbs that change",
                        "{apiGroups: [\"\"], resources: [secrets], verbs: [create, update, patch, delete, deletecollection]}"),
                argumentSet("a verb in capitals", "{apiGroups: [\"\"], resources: [secrets], verbs: [GET]}"),
                argumentSet(
                        "another Secret",
                        "{apiGroups: [\"\"], resources: [secrets], resourceNames: [checkout-2, check], verbs: [\"*\"]}"),
                argumentSet(
                        "what looks like a pattern for names",
                        "{apiGroups: [\"\"], resources: [secrets], resourceNames: [\"*\", \"check*\"], verbs: [get]}"),
                argumentSet(
                        "parts of an object",
                        "{apiGroups: [\"\"], resources: [secrets/status, \"*/status\", \"secrets/*\", \"*/*\"], verbs: [get]}"),
                argumentSet("paths", "{nonResourceURLs: [\"*\", /api/v1/secrets], verbs: [get]}"),
                argumentSet(
                        "a half in each of two rules",
                        "{apiGroups: [\"\"], resources: [secrets], verbs: [create]}, {apiGroups: [\"\"], resources: [pods], verbs: [get]}"));
    }

    @Test
    void anAggregatedRoleThatNobodyHasFilledYetReadsNothing() {
        var role = Serialization.unmarshal("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: aggregated}
                aggregationRule: {clusterRoleSelectors: [{matchLabels: {a: b}}]}
                rules: null
                """, ClusterRole.class);

        assertThat(SecretRules.read(role.getRules(), "checkout")).isFalse();
    }

    private static boolean reads(String rules) {
        return SecretRules.read(Rbac.clusterRole("any", rules).getRules(), "checkout");
    }
}
