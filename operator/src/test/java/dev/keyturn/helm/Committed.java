package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Files under version control that are made of others; with {@code -Dkeyturn.chart.write=true} they are written before they are compared. */
final class Committed {

    private Committed() {}

    /** That a file is what it would be made as. */
    static void check(Path file, String made) throws IOException {
        if (writes()) {
            Files.writeString(file, made);
        }
        assertThat(Files.readString(file))
                .as("%s is not what it would be made as: run `make chart`", file)
                .isEqualTo(made);
    }

    /** That a folder's files of a kind are what they would be made as, and no others. */
    static void check(Path folder, String glob, Map<String, String> made) throws IOException {
        if (writes()) {
            Files.createDirectories(folder);
            for (var stale : read(folder, glob).keySet()) {
                Files.delete(folder.resolve(stale));
            }
            for (var file : made.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }
        assertThat(read(folder, glob))
                .as("the files in %s are not what they would be made as: run `make chart`", folder)
                .isEqualTo(made);
    }

    /** The files of a folder by name. */
    static Map<String, String> read(Path folder, String glob) throws IOException {
        var files = new TreeMap<String, String>();
        try (var found = Files.newDirectoryStream(folder, glob)) {
            for (var file : found) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static boolean writes() {
        return Boolean.getBoolean("keyturn.chart.write");
    }
}
