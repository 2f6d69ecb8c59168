package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyturn.kube.Right;
import dev.keyturn.kube.Rights;
import dev.keyturn.kube.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart grants is what the operator says that it asks for: a right that only one of them knows fails the build. */
@HelmTest
final class GrantsTest {

    private static final String HOME = "keyturn-system";

    private static Arguments mode(
            String name,
            String values,
            Set<String> watched,
            String keyrings,
            boolean clusterAccounts,
            boolean election) {
        return argumentSet(name, values, new Settings(HOME, keyrings, watched, clusterAccounts, Map.of()), election);
    }

    private static Arguments withoutRestarts(String name, String values, Set<String> watched) {
        var settings = new Settings(HOME, HOME, watched, true, false, Map.of());
        return argumentSet(name, "{rbac: {restartWorkloads: false}" + values + "}", settings, true);
    }

    static Stream<Arguments> modes() {
        return Stream.of(
                mode("everywhere", "", Set.of(), HOME, true, true),
                mode("no cluster accounts", "processClusterAccounts: false", Set.of(), HOME, false, true),
                mode("alone", "{replicaCount: 1, leaderElection: {enabled: false}}", Set.of(), HOME, true, false),
                mode("everywhere, keyrings apart", "keyring: {namespace: rings}", Set.of(), "rings", true, true),
                mode("named namespaces", "watch: {namespaces: [a, b]}", Set.of("a", "b"), HOME, true, true),
                mode(
                        "named namespaces, keyrings apart",
                        "{watch: {namespaces: [a]}, keyring: {namespace: rings}}",
                        Set.of("a"),
                        "rings",
                        true,
                        true),
                withoutRestarts("restarting nothing", "", Set.of()),
                withoutRestarts("restarting nothing in named namespaces", ", watch: {namespaces: [a]}", Set.of("a")),
                mode("scoped", "{watch: {namespaces: [a]}, rbac: {scoped: true}}", Set.of("a"), HOME, false, true),
                mode(
                        "scoped, keyrings apart",
                        "{watch: {namespaces: [a]}, rbac: {scoped: true}, keyring: {namespace: rings}}",
                        Set.of("a"),
                        "rings",
                        false,
                        true));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void nothing_is_missing_and_nothing_too_much(String values, Settings settings, boolean election, Helm helm) {
        var granted = ChartedRights.of(helm, HOME, values).granted();
        var wanted = Rights.of(settings, election);

        assertThat(words(granted)).isEqualTo(words(withoutRepetition(wanted)));
    }

    /** A right in the whole cluster is one in each namespace. */
    private static Set<Right> withoutRepetition(Set<Right> rights) {
        return rights.stream()
                .filter(right -> right.namespace().isEmpty()
                        || !rights.contains(new Right(right.verb(), right.group(), right.resource(), "")))
                .collect(Collectors.toSet());
    }

    private static Set<String> words(Set<Right> rights) {
        return rights.stream().map(Right::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<JsonNode> documents(Helm helm, String values) throws IOException {
        var yaml = new YAMLMapper();
        try (var parsed = yaml.readerFor(JsonNode.class)
                .<JsonNode>readValues(helm.template(values).orFail())) {
            return parsed.readAll();
        }
    }

    @Test
    void scoped_is_nothing_that_is_cluster_wide(Helm helm) throws IOException {
        assertThat(documents(helm, "{rbac: {scoped: true}, watch: {namespaces: [a]}, crds: {enabled: false}}"))
                .extracting(document -> document.path("kind").asText())
                .contains("Role", "RoleBinding")
                .doesNotContain("ClusterRole", "ClusterRoleBinding", "Namespace");
    }

    @Test
    void every_kind_can_be_viewed(Helm helm) throws IOException {
        var viewed = documents(helm, "").stream()
                .filter(document -> document.at("/metadata/name").asText().endsWith(":view"))
                .map(document -> document.at("/rules/0/resources").toString())
                .findFirst()
                .orElseThrow();

        for (var file : Committed.read(Chart.repository("crds"), "*.yaml").keySet()) {
            assertThat(viewed).contains("\"" + file.replaceFirst("\\..*", "") + "\"");
        }
    }
}
