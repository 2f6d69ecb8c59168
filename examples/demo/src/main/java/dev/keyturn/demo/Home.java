package dev.keyturn.demo;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What the demo brings along, and where it leaves something.
 *
 * @param quickstart the manifests of the quick start
 * @param kinds manifests of every kind
 * @param table what {@code kubectl get} shows of an API key
 * @param log where the operator's log goes
 * @param kubeconfig where one is written for those who play on
 */
record Home(Path quickstart, Path kinds, KubectlTable table, Path log, Path kubeconfig) {

    /** A folder that the build made. */
    static Home ofDist(Path dist) throws IOException {
        return of(dist.resolve("quickstart"), dist.resolve("kinds"), dist.resolve("crds"), dist.resolve("run"));
    }

    /**
     * Folders as a checkout has them.
     *
     * @param run for what is written
     */
    static Home of(Path quickstart, Path kinds, Path definitions, Path run) throws IOException {
        var definition = definitions.resolve("suprsendapikeys.keyturn.dev.yaml");
        return new Home(
                quickstart, kinds, KubectlTable.of(definition), run.resolve("operator.log"), run.resolve("kubeconfig"));
    }
}
