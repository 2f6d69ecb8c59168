package dev.keyturn.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes secret values and ids in the documented shapes, and the digests by which values are found again. */
final class Material {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int MASK_SHOWS = "SS.".length() + 7;

    private Material() {}

    /** {@code SS.} and 43 characters: 32 random bytes in base64url. */
    static String apiKey() {
        return "SS." + random43();
    }

    /** {@code SS.ST.} and 43 characters. */
    static String serviceToken() {
        return "SS." + "ST." + random43();
    }

    static String opaque(int length) {
        return RANDOM.ints(length, 0, ALPHANUMERIC.length())
                .collect(StringBuilder::new, (text, at) -> text.append(ALPHANUMERIC.charAt(at)), StringBuilder::append)
                .toString();
    }

    /** As lists show a key: its prefix, the next seven characters, and five asterisks for the rest. */
    static String masked(String apiKey) {
        return apiKey.substring(0, MASK_SHOWS) + "*****";
    }

    static String digest(String material) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(material.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static String random43() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
