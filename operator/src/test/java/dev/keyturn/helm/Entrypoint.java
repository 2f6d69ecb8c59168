package dev.keyturn.helm;

import io.fabric8.kubernetes.api.model.Container;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What stands for the image: the folder that it holds. */
final class Entrypoint {

    private Entrypoint() {}

    /**
     * The container's command line; the folder is the one that the system property {@code keyturn.dist} names, or else {@code
     * operator/target/dist}.
     */
    static List<String> command(Container container, Mounts mounts) {
        var command = new ArrayList<String>();
        if (container.getCommand().isEmpty()) {
            command.add(program().toString());
        } else {
            container.getCommand().stream().map(mounts::onThisMachine).forEach(command::add);
        }
        container.getArgs().stream().map(mounts::onThisMachine).forEach(command::add);
        return command;
    }

    static Path program() {
        var dist = System.getProperty(
                "keyturn.dist", Chart.repository("operator", "target", "dist").toString());
        var program = Path.of(dist, "bin", "keyturn");
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("there is no " + program + ": run `make build`");
        }
        return program;
    }
}
