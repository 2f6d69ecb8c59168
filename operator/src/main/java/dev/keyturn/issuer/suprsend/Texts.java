package dev.keyturn.issuer.suprsend;

import dev.keyturn.port.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Which texts may go into a header or a path. */
final class Texts {
    private static final int LONGEST = 4096;

    private Texts() {}

    /** Printable ASCII without white space, and not endless: all that the provider's tokens and ids have in common. */
    static boolean isToken(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /** The value of an Authorization header; empty where the secret cannot stand in one. */
    static Optional<String> authorization(String scheme, Secret secret) {
        return secret.lendText(text -> isToken(text) ? Optional.of(scheme + " " + text) : Optional.empty());
    }

    /** As one segment of a path; empty where it would be none, or another than it says ({@code ..}). */
    static Optional<String> segment(String text) {
        return text.isBlank() || text.matches("\\.{1,2}")
                ? Optional.empty()
                : Optional.of(URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
