package dev.keyturn.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** Makes secret values and ids in the documented shapes, and the digests by which values are found again. */
final class Material {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
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

    /** {@code SS.WSK.} and 43 characters. */
    static String workspaceKey() {
        return "SS." + "WSK." + random43();
    }

    /** {@code SS.WSS.} and 43 characters. */
    static String workspaceSecret() {
        return "SS." + "WSS." + random43();
    }

    /** 26 characters in Crockford's base32 that begin with the time, as the ULID specification wants them. */
    static String ulid(Instant at) {
        var id = new StringBuilder(26);
        for (int shift = 45; shift >= 0; shift -= 5) {
            id.append(CROCKFORD.charAt((int) (at.toEpochMilli() >>> shift) & 31));
        }
        RANDOM.ints(16, 0, CROCKFORD.length()).forEach(index -> id.append(CROCKFORD.charAt(index)));
        return id.toString();
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
        return hex("SHA-256", material.getBytes(StandardCharsets.UTF_8));
    }

    /** The digest in lower-case hex, by one of the algorithms that every Java platform has: MD5, SHA-1, SHA-256. */
    static String hex(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has " + algorithm, e);
        }
    }

    private static String random43() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
