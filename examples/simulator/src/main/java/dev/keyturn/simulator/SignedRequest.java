package dev.keyturn.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request that says it was signed with a workspace key and secret: {@code Authorization: <key>:<signature>}, without a scheme.
 *
 * @param text what the signature is over: verb, MD5 of the body, Content-Type, Date and request target as they were sent
 * @param date absent where the Date header is missing or no date
 */
record SignedRequest(String key, String signature, String text, Optional<Instant> date) {

    /** Empty where the Authorization header is of another form. */
    static Optional<SignedRequest> of(Request request) {
        return request.header("Authorization")
                .filter(SignedRequest::isSignature)
                .map(value -> {
                    var colon = value.indexOf(':');
                    return new SignedRequest(
                            value.substring(0, colon),
                            value.substring(colon + 1),
                            text(request),
                            request.header("Date").flatMap(SignedRequest::date));
                });
    }

    static boolean isSignature(String authorization) {
        return authorization.indexOf(':') > 0 && authorization.indexOf(' ') < 0;
    }

    private static String text(Request request) {
        return String.join(
                "\n",
                request.method(),
                request.method().equals("GET") ? "" : request.md5(),
                request.header("Content-Type").orElse(""),
                request.header("Date").orElse(""),
                request.target());
    }

    /** One SDK writes UTC where the others write GMT. */
    private static Optional<Instant> date(String header) {
        try {
            var gmt = header.endsWith(" UTC") ? header.substring(0, header.length() - 3) + "GMT" : header;
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(gmt, Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Whether it was signed with this secret; takes as long for a wrong one as for a right one. */
    boolean signedWith(String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var right = Base64.getEncoder().encode(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }
}
