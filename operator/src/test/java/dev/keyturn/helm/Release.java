package dev.keyturn.helm;

import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.cluster.Output;
import java.util.ArrayList;
import java.util.List;

/** The chart as a release {@code keyturn} on a control plane. */
public final class Release {

    /** Of the release and of its Deployment. */
    public static final String NAME = "keyturn";

    private final Helm helm;
    private final ControlPlane cluster;
    private final String namespace;

    private Release(Helm helm, ControlPlane cluster, String namespace) {
        this.helm = helm;
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /** Not installed yet; the namespace is made where there is none. */
    public static Release in(Helm helm, ControlPlane cluster, String namespace) {
        return new Release(helm, cluster, namespace);
    }

    /** Answers with what helm says, the notes among it. */
    public String install(String values) {
        return with(values, "install", NAME, Chart.DIRECTORY.toString(), "--create-namespace")
                .orFail();
    }

    public String upgrade(String values) {
        return with(values, "upgrade", NAME, Chart.DIRECTORY.toString()).orFail();
    }

    public void rollback(int revision) {
        run("rollback", NAME, String.valueOf(revision)).orFail();
    }

    public void uninstall() {
        run("uninstall", NAME, "--wait").orFail();
    }

    /** Any command, as it ends. */
    public Output run(String... arguments) {
        return helm.run(cluster, inNamespace(arguments));
    }

    private Output with(String values, String... arguments) {
        return helm.run(cluster, values, inNamespace(arguments));
    }

    private String[] inNamespace(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--namespace", namespace));
        return all.toArray(String[]::new);
    }
}
