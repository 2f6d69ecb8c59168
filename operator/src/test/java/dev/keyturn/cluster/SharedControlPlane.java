package dev.keyturn.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The one control plane of this JVM, started when the first test asks for it. */
final class SharedControlPlane implements AutoCloseable {
    private final Binaries binaries;
    private @Nullable ControlPlane running;
    private @Nullable RuntimeException failure;
    private @Nullable Path dir;

    private SharedControlPlane(Binaries binaries) {
        this.binaries = binaries;
    }

    @SuppressWarnings("SystemOut") // Test runners hide why a test was skipped; here a person should see it.
    static SharedControlPlane find() {
        var binaries = Binaries.find();
        if (binaries instanceof Binaries.Missing(var remedy)) {
            System.err.println("Tests on a real control plane cannot run: " + remedy);
        }
        return new SharedControlPlane(binaries);
    }

    Binaries binaries() {
        return binaries;
    }

    /** A failed start is not tried again: each test would wait for it to fail. */
    synchronized ControlPlane controlPlane() {
        if (failure != null) {
            throw new IllegalStateException("the control plane has failed to start before", failure);
        }
        if (running == null) {
            try {
                running = start();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return running;
    }

    private ControlPlane start() {
        if (!(binaries instanceof Binaries.Found(var bin))) {
            throw new IllegalStateException("no control plane: " + binaries);
        }
        try {
            var parent = Files.createDirectories(Path.of("target", "cluster"));
            dir = Files.createTempDirectory(parent, "run-");
            return ControlPlane.start(dir, bin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the logs and removes the data, which etcd makes large before there is any. */
    @Override
    public synchronized void close() throws IOException {
        if (running == null || dir == null) {
            return;
        }
        running.close();
        try (var files = Files.walk(dir.resolve("etcd"))) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
