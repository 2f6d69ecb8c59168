package dev.keyturn.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Values as Secrets hold them. */
final class Texts {

    private Texts() {}

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String plain(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
