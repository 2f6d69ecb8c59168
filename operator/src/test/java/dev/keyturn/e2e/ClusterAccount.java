package dev.keyturn.e2e;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.util.Map;

/** The cluster account of a stage, by which its credentials are made, as a platform team keeps it. */
final class ClusterAccount {

    private final Stage stage;

    ClusterAccount(Stage stage) {
        this.stage = stage;
    }

    String name() {
        return "account-" + stage.home;
    }

    /** The Secret that the account names, holding this token. */
    void token(String value) {
        stage.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("suprsend")
                        .withNamespace(stage.home)
                        .endMetadata()
                        .withStringData(Map.of("SUPRSEND_SERVICE_TOKEN", value))
                        .build())
                .createOr(NonDeletingOperation::update);
    }

    /** The account, with a grant for these workspaces. */
    void grant(String workspaces) {
        stage.kubectl("""
                apiVersion: keyturn.dev/v1alpha1
                kind: ClusterSuprSendAccount
                metadata: {name: %s}
                spec:
                  serviceTokenRef: {name: suprsend}
                  grants: [{namespaces: {names: [%s]}, workspaces: %s}]
                """.formatted(name(), stage.shop, workspaces));
    }

    void delete() {
        stage.cluster.kubectl("delete", "clustersuprsendaccount/" + name(), "--wait=false");
    }
}
