package dev.keyturn.helm;

import dev.keyturn.cluster.Command;
import java.nio.file.Path;
import java.time.Duration;

/** Where the programs of {@code .ci/tools} are, or why there are none. */
sealed interface Tools {

    /** The folder that has them. */
    record Found(Path folder) implements Tools {}

    /** They cannot be had on this machine; {@code remedy} says what to install. */
    record Missing(String remedy) implements Tools {}

    /** The folder that has them; an {@link AssertionError} says why there is none. */
    default Path orFail() {
        return switch (this) {
            case Found(var folder) -> folder;
            case Missing(var remedy) -> throw new AssertionError("no helm for tests: " + remedy);
        };
    }

    Duration LONGEST_BUILD = Duration.ofMinutes(40);

    /** By which {@code .ci/tools/build} says that the machine lacks something, as opposed to a build that broke. */
    int LACKS_SOMETHING = 3;

    /**
     * Builds them, which takes minutes the first time and no time afterwards.
     *
     * @throws AssertionError if the build broke
     */
    @SuppressWarnings("SystemOut") // Test runners hide why a test was skipped; here a person should see it.
    static Tools find() {
        var build = new ProcessBuilder(
                        "bash", Chart.repository(".ci", "tools", "build").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        var built = Command.run(build, LONGEST_BUILD);
        if (built.exitCode() == LACKS_SOMETHING) {
            var remedy = built.stdout().strip();
            System.err.println("Tests with the real helm cannot run: " + remedy);
            return new Missing(remedy);
        }
        return new Found(Path.of(built.orFail().strip()));
    }
}
