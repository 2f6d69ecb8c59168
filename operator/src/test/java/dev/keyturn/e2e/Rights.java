package dev.keyturn.e2e;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

/** The operator as a service account in its own namespace, whose rights can be taken away while it runs. */
final class Rights implements AutoCloseable {

    private static final String NAME = "keyturn";

    private final Stage stage;

    /** Everything is granted. */
    Rights(Stage stage) {
        this.stage = stage;
        stage.cluster
                .kubectl("create", "serviceaccount", NAME, "-n", stage.home)
                .orFail();
        give();
    }

    Path kubeconfig() {
        return stage.cluster.kubeconfigForServiceAccount(stage.home, NAME);
    }

    /** With the same rights. */
    KubernetesClient client() {
        return stage.cluster.clientForServiceAccount(stage.home, NAME);
    }

    void give() {
        stage.cluster
                .kubectl(
                        "create",
                        "clusterrolebinding",
                        binding(),
                        "--clusterrole=cluster-admin",
                        "--serviceaccount=" + stage.home + ":" + NAME)
                .orFail();
    }

    void take() {
        stage.cluster.kubectl("delete", "clusterrolebinding", binding()).orFail();
    }

    private String binding() {
        return NAME + "-" + stage.home;
    }

    @Override
    public void close() {
        take();
    }
}
