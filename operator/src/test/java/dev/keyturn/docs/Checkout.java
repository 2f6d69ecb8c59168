package dev.keyturn.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A fresh clone that a reader may change, after {@code make build}. */
record Checkout(Path root) implements AutoCloseable {

    static final Path REPOSITORY = Path.of(System.getProperty("keyturn.repository"));

    private static final Path BUILT = Path.of("target");

    /** What {@code make build} leaves, and a reader starts. */
    private static final List<Path> PROGRAMS =
            List.of(Path.of("operator", "target", "dist"), Path.of("examples", "simulator", "target", "dist"));

    /** A copy in a new folder. */
    static Checkout in(Path folder) {
        try {
            for (var part : List.of("crds", "docs", "examples", "helm", ".ci")) {
                copy(Path.of(part), folder);
            }
            for (var program : PROGRAMS) {
                Files.createDirectories(folder.resolve(program).getParent());
                Files.createSymbolicLink(folder.resolve(program), REPOSITORY.resolve(program));
            }
            return new Checkout(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path part, Path folder) throws IOException {
        try (var files = Files.walk(REPOSITORY.resolve(part))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var relative = REPOSITORY.relativize(file);
                if (Stream.iterate(relative, path -> path != null, Path::getParent)
                        .noneMatch(path -> path.endsWith(BUILT))) {
                    Files.createDirectories(folder.resolve(relative).getParent());
                    Files.copy(file, folder.resolve(relative));
                }
            }
        }
    }

    /** Leaves what was built alone, whoever deletes the copy. */
    @Override
    public void close() {
        try {
            for (var program : PROGRAMS) {
                Files.delete(root.resolve(program));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts something else in place of a text, in a file that has it. */
    void edit(String file, String text, String replacement) {
        try {
            var path = root.resolve(file);
            var before = Files.readString(path);
            if (!before.contains(text)) {
                throw new AssertionError(file + " has no \"" + text + "\"");
            }
            Files.writeString(path, before.replace(text, replacement));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String file, String content) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
