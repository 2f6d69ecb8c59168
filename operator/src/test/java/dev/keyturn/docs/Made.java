package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pages of {@code docs/}, or parts of them, that are made of something else; with {@code -Dkeyturn.docs.write=true} they are written before they are compared. */
public final class Made {

    private Made() {}

    /** That a page is what it would be made as. */
    public static void check(String page, String made) throws IOException {
        var file = file(page);
        if (Boolean.getBoolean("keyturn.docs.write")) {
            Files.writeString(file, made);
        }
        assertThat(Files.readString(file))
                .as("docs/%s is not what it would be made as: run `make docs`", page)
                .isEqualTo(made);
    }

    /** The same of what stands between two marks of a page. */
    public static void check(String page, String begin, String end, String made) throws IOException {
        var text = read(page);
        check(page, text.substring(0, text.indexOf(begin) + begin.length()) + made + text.substring(text.indexOf(end)));
    }

    public static String read(String page) throws IOException {
        return Files.readString(file(page));
    }

    /** A cell of a table; what a browser would take for a tag is none. */
    public static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ").strip();
    }

    private static Path file(String page) {
        return Path.of(System.getProperty("keyturn.repository"), "docs", page);
    }
}
