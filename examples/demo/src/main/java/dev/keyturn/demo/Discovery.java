package dev.keyturn.demo;

import io.fabric8.kubernetes.api.model.APIGroupBuilder;
import io.fabric8.kubernetes.api.model.APIGroupListBuilder;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.APIVersionsBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;

/** What kubectl asks an API server first: which kinds there are. The mock server itself does not say. */
final class Discovery {

    private static final List<String> VERBS = List.of("create", "delete", "get", "list", "patch", "update", "watch");
    private static final String KEYTURN = "keyturn.dev/v1alpha1";

    private Discovery() {}

    static void answer(KubernetesMockServer server) {
        answer(server, "/api", new APIVersionsBuilder().withVersions("v1").build());
        answer(
                server,
                "/apis",
                new APIGroupListBuilder()
                        .withGroups(new APIGroupBuilder()
                                .withName("keyturn.dev")
                                .addNewVersion(KEYTURN, "v1alpha1")
                                .withNewPreferredVersion(KEYTURN, "v1alpha1")
                                .build())
                        .build());
        answer(
                server,
                "/api/v1",
                new APIResourceListBuilder()
                        .withGroupVersion("v1")
                        .withResources(
                                kind("Namespace", "namespaces", "ns", false),
                                kind("Secret", "secrets", "", true),
                                kind("Event", "events", "ev", true))
                        .build());
        answer(
                server,
                "/apis/" + KEYTURN,
                new APIResourceListBuilder()
                        .withGroupVersion(KEYTURN)
                        .withResources(
                                kind("SuprSendApiKey", "suprsendapikeys", "ssak", true),
                                kind("SuprSendWorkspaceKey", "suprsendworkspacekeys", "sswk", true),
                                kind("ServiceToken", "servicetokens", "svctok", true),
                                kind("SuprSendAccount", "suprsendaccounts", "ssacct", true),
                                kind("ClusterSuprSendAccount", "clustersuprsendaccounts", "cssacct", false))
                        .build());
    }

    /** kubectl adds a time limit of its own to the path. */
    private static void answer(KubernetesMockServer server, String path, Object body) {
        for (var asked : List.of(path, path + "?timeout=32s")) {
            server.expect().get().withPath(asked).andReturn(200, body).always();
        }
    }

    private static APIResource kind(String kind, String plural, String shortName, boolean namespaced) {
        return new APIResourceBuilder()
                .withKind(kind)
                .withName(plural)
                .withSingularName(plural.substring(0, plural.length() - 1))
                .withShortNames(shortName.isEmpty() ? List.of() : List.of(shortName))
                .withNamespaced(namespaced)
                .withVerbs(VERBS)
                .build();
    }
}
