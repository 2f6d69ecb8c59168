package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.port.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
    private static final Instant NOON = Instant.parse("2026-10-06T12:00:00Z");
    private static final Secret KEY = Secret.ofText("SS.WSK.test-key");
    private static final Secret SECRET = Secret.ofText("SS.WSS.test-secret");

    static Stream<Arguments> vectors() {
        return Stream.of(
                argumentSet("users", "GET", "/v1/user/?limit=1", "", "XYWhNsweNwJxnKtjwmBvPkS97OZTXjCBuQ4UwTQE6sQ="),
                argumentSet(
                        "tenants", "GET", "/v1/tenant/?limit=1", "", "4wWgSby0n/9wbf7/y4s3X5bWLtkPr0/4mrOamtKNoB0="),
                argumentSet(
                        "a trigger, which nobody sends",
                        "POST",
                        "/trigger/",
                        "{\"workflow\": \"_probe\", \"recipients\": []}",
                        "Y+xrbmYi2khJWAnPy5e44OZeFGs7L6Jr08RO3Ei3gqk="));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void isThatOfTheSdks(String verb, String target, String body, String signature) {
        var uri = URI.create("https://hub.suprsend.com" + target);

        var authorization = Signature.by(KEY, SECRET)
                .orElseThrow()
                .authorization(verb, uri, body.getBytes(StandardCharsets.UTF_8), Signature.date(NOON));

        assertThat(authorization).isEqualTo("SS.WSK.test-key:" + signature);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-10-06T12:00:00Z|Tue, 06 Oct 2026 12:00:00 GMT",
                "2026-11-30T23:59:59.999999999Z|Mon, 30 Nov 2026 23:59:59 GMT",
                "2028-02-29T00:00:00Z|Tue, 29 Feb 2028 00:00:00 GMT",
            })
    void datesHaveTwoDigitsForTheDay(Instant at, String header) {
        assertThat(Signature.date(at)).isEqualTo(header);
    }

    @Test
    void theTargetIsThatOfTheRequestLine() {
        var signature = Signature.by(KEY, SECRET).orElseThrow();
        var none = new byte[0];
        var date = Signature.date(NOON);

        assertThat(signature.authorization("GET", URI.create("https://a.example/x/v1/a%2Fb/?q=%20&p=1"), none, date))
                .isEqualTo(signature.authorization("GET", URI.create("http://b:1/x/v1/a%2Fb/?q=%20&p=1"), none, date))
                .isNotEqualTo(signature.authorization("GET", URI.create("http://b:1/v1/a%2Fb/?q=%20&p=1"), none, date))
                .isNotEqualTo(
                        signature.authorization("GET", URI.create("http://b:1/x/v1/a%2Fb/?p=1&q=%20"), none, date));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "a\u00e9", "a\u0000"})
    void whatIsNoTokenCannotSign(String text) {
        assertThat(Signature.by(Secret.ofText(text), SECRET)).isEmpty();
        assertThat(Signature.by(KEY, Secret.ofText(text))).isEmpty();
    }

    @Test
    void aKeyWithAColonCannotSignAndASecretWithOneCan() {
        assertThat(Signature.by(Secret.ofText("a:b"), SECRET)).isEmpty();
        assertThat(Signature.by(Secret.ofText("a"), Secret.ofText("b:c"))).isPresent();
    }
}
