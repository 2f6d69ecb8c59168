package dev.keyturn.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Where the programs of a control plane are, or why there are none. */
sealed interface Binaries {

    /** The folder that has keyturn-cluster, kubectl and the others. */
    record Found(Path folder) implements Binaries {}

    /** They cannot be had on this machine; {@code remedy} says what to install. */
    record Missing(String remedy) implements Binaries {}

    /** A first build compiles all of Kubernetes. */
    Duration LONGEST_BUILD = Duration.ofMinutes(40);

    /** By which {@code .ci/cluster/build} says that the machine lacks something, as opposed to a build that broke. */
    int LACKS_SOMETHING = 3;

    /**
     * Takes the folder that the system property or environment variable {@code KEYTURN_CLUSTER_BIN} names, or else
     * builds it, which takes minutes the first time and no time afterwards.
     *
     * @throws AssertionError if the build broke
     */
    static Binaries find() {
        var named = System.getProperty("KEYTURN_CLUSTER_BIN", System.getenv("KEYTURN_CLUSTER_BIN"));
        if (named != null && !named.isBlank()) {
            return isPresent(Path.of(named))
                    ? new Found(Path.of(named))
                    : new Missing(named + " has no keyturn-cluster");
        }
        var repository = System.getProperty("keyturn.repository");
        if (repository == null) {
            return new Missing("the system property keyturn.repository names no checkout");
        }
        // What it says about its progress is shown at once: it may be all there is to see for minutes.
        var build = new ProcessBuilder(
                        "bash", Path.of(repository, ".ci", "cluster", "build").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        var built = Command.run(build, LONGEST_BUILD);
        return built.exitCode() == LACKS_SOMETHING
                ? new Missing(built.stdout().strip())
                : new Found(Path.of(built.orFail().strip()));
    }

    private static boolean isPresent(Path folder) {
        return Files.isExecutable(folder.resolve("keyturn-cluster"));
    }
}
