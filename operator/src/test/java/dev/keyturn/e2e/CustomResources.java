package dev.keyturn.e2e;

import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ControlPlane;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The definitions as a user applies them, once for each control plane. */
final class CustomResources {

    private static final Set<Path> INSTALLED = ConcurrentHashMap.newKeySet();

    private CustomResources() {}

    static void install(ControlPlane cluster) {
        if (INSTALLED.add(cluster.kubeconfig())) {
            again(cluster);
        }
    }

    static void again(ControlPlane cluster) {
        var crds = Path.of(System.getProperty("keyturn.repository"), "crds").toString();
        cluster.kubectl("apply", "--server-side", "-f", crds).orFail();
        cluster.kubectl(
                        "wait",
                        "--for=condition=Established",
                        "--timeout=30s",
                        "crd/suprsendapikeys.keyturn.dev",
                        "crd/suprsendworkspacekeys.keyturn.dev",
                        "crd/servicetokens.keyturn.dev",
                        "crd/suprsendaccounts.keyturn.dev",
                        "crd/clustersuprsendaccounts.keyturn.dev")
                .orFail();
        // Established comes before the storage behind it: for a moment lists are answered 429.
        await().atMost(Stage.PATIENCE)
                .until(() -> cluster.kubectl("get", "keyturn", "-A", "--ignore-not-found")
                                .exitCode()
                        == 0);
    }
}
