package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.cluster.Namespaces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what after an installation, asked of the API server. */
@HelmTest
@ClusterTest
final class RightsTest {

    private final Helm helm;
    private final ControlPlane cluster;
    private final String home;
    private final String shop;
    private final String other;

    RightsTest(Helm helm, ControlPlane cluster) {
        this.helm = helm;
        this.cluster = cluster;
        cluster.kubectl("apply", "--server-side", "-f", Chart.repository("crds").toString())
                .orFail();
        home = Namespaces.fresh(cluster.client());
        shop = Namespaces.fresh(cluster.client());
        other = Namespaces.fresh(cluster.client());
    }

    private void install(String values) {
        Release.in(helm, cluster, home).install("crds: {enabled: false}\n" + values);
    }

    @AfterEach
    void uninstall() {
        Release.in(helm, cluster, home).uninstall();
    }

    private boolean may(String user, String verb, String resource, String namespace) {
        var asked = new ArrayList<>(List.of("auth", "can-i", verb));
        asked.addAll(List.of(resource.split(" ", -1)));
        asked.addAll(List.of("--as", user));
        asked.addAll(namespace.isEmpty() ? List.of("-A") : List.of("-n", namespace));
        return cluster.kubectl(asked.toArray(String[]::new)).exitCode() == 0;
    }

    /** The API server's authorizer hears of new roles and bindings by watches of its own. */
    private void awaitRights(String verb, String resource, String... namespaces) {
        await().until(() ->
                Arrays.stream(namespaces).allMatch(namespace -> may(operator(), verb, resource, namespace)));
    }

    private String operator() {
        return "system:serviceaccount:" + home + ":" + Release.NAME;
    }

    static Stream<Arguments> named() {
        return Stream.of(
                argumentSet("with cluster accounts", "", true), argumentSet("scoped", "rbac: {scoped: true}\n", false));
    }

    @ParameterizedTest
    @MethodSource("named")
    void in_named_namespaces_no_secret_of_another_one_can_be_read(String scoped, boolean clusterAccounts) {
        install(scoped + "watch: {namespaces: [" + shop + "]}");
        awaitRights("get", "secrets", shop, home);
        if (clusterAccounts) {
            awaitRights("watch", "clustersuprsendaccounts", "");
        }

        for (var verb : List.of("get", "list", "watch", "create", "update", "delete")) {
            assertThat(may(operator(), verb, "secrets", shop)).as(verb).isTrue();
            assertThat(may(operator(), verb, "secrets", home)).as(verb).isTrue();
            assertThat(may(operator(), verb, "secrets", other)).as(verb).isFalse();
        }
        assertThat(may(operator(), "list", "secrets", "")).isFalse();
        assertThat(may(operator(), "list", "pods", other)).isFalse();
        assertThat(may(operator(), "watch", "clustersuprsendaccounts", "")).isEqualTo(clusterAccounts);
    }

    @Test
    void keyrings_in_a_namespace_of_their_own_are_within_reach_and_the_operators_own_for_its_tokens() {
        install("watch: {namespaces: [" + shop + "]}\nkeyring: {namespace: " + other + "}");
        awaitRights("update", "secrets", other, home);

        assertThat(may(operator(), "update", "secrets", other)).isTrue();
        assertThat(may(operator(), "update", "secrets", home))
                .as("the token of a cluster account")
                .isTrue();
        assertThat(may(operator(), "update", "servicetokens.keyturn.dev --subresource=status", home))
                .isTrue();
        assertThat(may(operator(), "update", "suprsendapikeys.keyturn.dev --subresource=status", home))
                .isFalse();
    }

    @Test
    void view_edit_and_admin_get_what_is_theirs() {
        install("");
        for (var role : List.of("view", "edit", "admin")) {
            cluster.kubectl("create", "rolebinding", role, "--clusterrole=" + role, "--user=" + role, "-n", shop)
                    .orFail();
        }
        // A controller puts the rules together.
        await().until(() -> may("view", "get", "suprsendapikeys.keyturn.dev", shop)
                && may("edit", "create", "suprsendapikeys.keyturn.dev", shop)
                && may("admin", "create", "suprsendaccounts.keyturn.dev", shop));

        assertThat(may("view", "get", "secrets", shop)).isFalse();
        assertThat(may("edit", "create", "suprsendaccounts.keyturn.dev", shop)).isFalse();
        for (var kind : List.of(
                "suprsendapikeys.keyturn.dev", "suprsendworkspacekeys.keyturn.dev", "servicetokens.keyturn.dev")) {
            assertThat(may("view", "get", kind, shop)).as(kind).isTrue();
            assertThat(may("view", "patch", kind, shop)).as(kind).isFalse();
            assertThat(may("edit", "patch", kind, shop)).as(kind).isTrue();
            for (var user : List.of("view", "edit", "admin")) {
                assertThat(may(user, "update", kind + " --subresource=status", shop))
                        .as(user + " " + kind)
                        .isFalse();
            }
        }
        for (var user : List.of("view", "edit", "admin")) {
            assertThat(may(user, "create", "clustersuprsendaccounts.keyturn.dev", ""))
                    .as(user)
                    .isFalse();
        }
    }
}
