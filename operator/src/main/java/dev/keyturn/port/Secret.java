package dev.keyturn.port;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret value: cannot be printed, is lent for a use, and is compared in constant time. */
public final class Secret {

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The caller gives its array away and must not use it again. */
    public static Secret takeOwnership(byte[] bytes) {
        return new Secret(bytes);
    }

    public static Secret ofText(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Lends the bytes for the duration of {@code use}; keeping a reference, or changing them, is a bug. */
    public <T> T lend(Function<byte[], T> use) {
        return use.apply(bytes);
    }

    /** Lends the value as UTF-8 text, for the APIs that take nothing else. */
    public <T> T lendText(Function<String, T> use) {
        return use.apply(new String(bytes, StandardCharsets.UTF_8));
    }

    /** Whether there is nothing in it but white space. */
    public boolean isBlank() {
        return new String(bytes, StandardCharsets.UTF_8).isBlank();
    }

    /** The same without surrounding white space: a newline at the end is what most editors leave. */
    public Secret stripped() {
        return ofText(new String(bytes, StandardCharsets.UTF_8).strip());
    }

    /** {@code hmac:} and the first six bytes of an HMAC-SHA-256 with the installation's key: tells values apart, and nothing about them. */
    public String fingerprint(Secret key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.bytes, "HmacSHA256"));
            return "hmac:" + HexFormat.of().formatHex(mac.doFinal(bytes), 0, 6);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Secret[***]";
    }
}
