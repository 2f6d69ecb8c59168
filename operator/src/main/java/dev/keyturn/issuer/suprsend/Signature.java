package dev.keyturn.issuer.suprsend;

import dev.keyturn.port.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * How a workspace key and secret sign a request. The secret never travels: it keys an HMAC-SHA-256, as the text that it is, over verb, MD5 of
 * the body, Content-Type, Date and target, each as it is sent.
 *
 * <p>Source: the official SDKs (suprsend-py-sdk {@code signature.py}, suprsend-go {@code signature.go}, suprsend-node-sdk {@code signature.js},
 * suprsend-java-sdk {@code Signature.java}). Dates are as Python's and Go's SDK write them; that a server takes Java's too is seen nowhere.
 */
final class Signature {
    /** Of every signed request, one without a body too. */
    static final String CONTENT_TYPE = "application/json; charset=utf-8";

    /** {@link DateTimeFormatter#RFC_1123_DATE_TIME} writes the first nine days of a month with one digit. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Secret key;
    private final Secret secret;

    private Signature(Secret key, Secret secret) {
        this.key = key;
        this.secret = secret;
    }

    /** Of this key and secret; empty where they cannot sign. */
    static Optional<Signature> by(Secret key, Secret secret) {
        return key.lendText(Signature::isKey) && secret.lendText(Texts::isToken)
                ? Optional.of(new Signature(key, secret))
                : Optional.empty();
    }

    /** What can stand before the colon that parts key and signature. */
    static boolean isKey(String text) {
        return Texts.isToken(text) && text.indexOf(':') < 0;
    }

    /** The value of the Date header. */
    static String date(Instant at) {
        return DATE.format(at);
    }

    /**
     * The value of the Authorization header.
     *
     * @param body the very bytes that are sent; none for a GET
     * @param date the value of the Date header
     */
    String authorization(String verb, URI uri, byte[] body, String date) {
        var md5 = body.length == 0 ? "" : DigestUtils.md5Hex(body);
        var signed = String.join("\n", verb, md5, CONTENT_TYPE, date, target(uri));
        var signature = Base64.getEncoder().encodeToString(secret.lend(bytes -> hmac(bytes, signed)));
        return key.lendText(text -> text + ":" + signature);
    }

    private static byte[] hmac(byte[] secret, String signed) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmac(signed.getBytes(StandardCharsets.UTF_8));
    }

    private static String target(URI uri) {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
