package dev.keyturn.simulator;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as the provider's SDKs do: some write dates with two digits and GMT, one with as few as it takes and UTC. */
final class Signer {
    static final String TYPE = "application/json; charset=utf-8";
    static final String PROBE = "/v1/tenant/?limit=1";
    private final Running running;

    Signer(Running running) {
        this.running = running;
    }

    static String gmt(Instant at) {
        return formatted(at, "EEE, dd MMM uuuu HH:mm:ss 'GMT'");
    }

    static String utc(Instant at) {
        return formatted(at, "EEE, d MMM uuuu HH:mm:ss 'UTC'");
    }

    private static String formatted(Instant at, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(at);
    }

    static String signature(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> probe(MintedPair pair) throws IOException, InterruptedException {
        return probe(pair, gmt(running.clock.instant()));
    }

    HttpResponse<String> probe(MintedPair pair, String date) throws IOException, InterruptedException {
        var text = String.join("\n", "GET", "", TYPE, date, PROBE);
        return send("GET", PROBE, "", pair.pair().key() + ":" + signature(pair.secret(), text), date);
    }

    HttpResponse<String> send(String method, String path, String body, String authorization, String date)
            throws IOException, InterruptedException {
        return running.caller.send(
                method,
                running.simulator.hubUrl().resolve(path),
                body,
                Map.of("Authorization", authorization, "Content-Type", TYPE, "Date", date));
    }
}
