package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignedRequestTest {
    private static final String DATE = "Tue, 06 Oct 2026 12:00:00 GMT";
    private final Running running = new Running();
    private final Simulator simulator = running.simulator;
    private final Signer signer = new Signer(running);

    @AfterEach
    void stop() {
        running.close();
    }

    static Stream<Arguments> vectors() {
        var trigger = "{\"workflow\": \"_probe\", \"recipients\": []}";
        return Stream.of(
                argumentSet("users", "GET", "/v1/user/?limit=1", "", "XYWhNsweNwJxnKtjwmBvPkS97OZTXjCBuQ4UwTQE6sQ="),
                argumentSet(
                        "tenants", "GET", "/v1/tenant/?limit=1", "", "4wWgSby0n/9wbf7/y4s3X5bWLtkPr0/4mrOamtKNoB0="),
                argumentSet("a trigger", "POST", "/trigger/", trigger, "Y+xrbmYi2khJWAnPy5e44OZeFGs7L6Jr08RO3Ei3gqk="));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void isCheckedAsTheSdksSign(String method, String target, String body, String signature) {
        var headers =
                Headers.of("Authorization", "SS.WSK.test-key:" + signature, "Content-Type", Signer.TYPE, "Date", DATE);
        var md5 = body.isEmpty() ? "" : Material.hex("MD5", body.getBytes(StandardCharsets.UTF_8));
        var request = new Request(Host.HUB, method, target.split("\\?", 2)[0], target, headers, body, md5, false);

        var signed = SignedRequest.of(request).orElseThrow();

        assertThat(signed.key()).isEqualTo("SS.WSK.test-key");
        assertThat(signed.date()).hasValue(Instant.parse("2026-10-06T12:00:00Z"));
        assertThat(signed.signedWith("SS.WSS.test-secret")).isTrue();
        assertThat(signed.signedWith("SS.WSS.test-Secret")).isFalse();
    }

    @Test
    void aSignatureOpensTheHub() throws IOException, InterruptedException {
        var pair = simulator.pairs().byDefault("production");

        var response = signer.probe(pair);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Running.json(response).at("/results/0/tenant_name").textValue())
                .isEqualTo("production");
        assertThat(simulator.calls(CallKind.PROBE))
                .extracting(Call::authenticatedBy)
                .containsExactly(Optional.of(pair.pair().id()));
        assertThat(running.suspicions()).isEmpty();
    }

    @Test
    void aBodyIsSignedByteForByte() throws IOException, InterruptedException {
        var pair = simulator.pairs().byDefault("staging");
        var date = Signer.gmt(running.clock.instant());
        var body = "{\"workflow\": \"gr\u00fc\u00df\"}";
        var md5 = Material.hex("MD5", body.getBytes(StandardCharsets.UTF_8));
        var signature = Signer.signature(pair.secret(), String.join("\n", "POST", md5, Signer.TYPE, date, "/trigger/"));
        var authorization = pair.pair().key() + ":" + signature;

        assertThat(signer.send("POST", "/trigger/", body, authorization, date).statusCode())
                .isEqualTo(202);
        assertThat(signer.send("POST", "/trigger/", body + " ", authorization, date)
                        .statusCode())
                .isEqualTo(401);
        assertThat(simulator.calls(CallKind.SEND)).extracting(Call::effect).containsExactly(true, false);
    }

    @Test
    void theWorkspaceKeyMayStandInThePathOfATrigger() throws IOException, InterruptedException {
        var pair = simulator.pairs().byDefault("staging");
        var date = Signer.gmt(running.clock.instant());
        var path = "/" + pair.pair().key() + "/trigger/";
        var text = String.join(
                "\n", "POST", Material.hex("MD5", "{}".getBytes(StandardCharsets.UTF_8)), Signer.TYPE, date, path);

        var response =
                signer.send("POST", path, "{}", pair.pair().key() + ":" + Signer.signature(pair.secret(), text), date);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(simulator.count(CallKind.SEND)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\n\n%s\n%s\n/v1/tenant/",
                "HEAD\n\n%s\n%s\n/v1/tenant/?limit=1",
                "GET\n\n%s \n%s\n/v1/tenant/?limit=1"
            })
    void anotherTextThanWasSentIsRefused(String text) throws IOException, InterruptedException {
        var pair = simulator.pairs().byDefault("staging");
        var date = Signer.gmt(running.clock.instant());
        var signature = Signer.signature(pair.secret(), text.formatted(Signer.TYPE, date));

        var response = signer.send("GET", Signer.PROBE, "", pair.pair().key() + ":" + signature, date);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("Not Authenticated - could not find Workspace details");
        assertThat(simulator.calls(CallKind.PROBE))
                .extracting(Call::authenticatedBy, Call::subject)
                .containsExactly(tuple(Optional.empty(), Optional.of(pair.pair().id())));
    }

    static Stream<Arguments> dates() {
        var quarter = Duration.ofMinutes(15);
        return Stream.of(
                argumentSet("late by the most", quarter.negated(), 200),
                argumentSet("later", quarter.negated().minusSeconds(1), 401),
                argumentSet("early by the most", quarter, 200),
                argumentSet("earlier", quarter.plusSeconds(1), 401));
    }

    @ParameterizedTest
    @MethodSource("dates")
    void aDateThatIsFarOffIsRefused(Duration off, int status) throws IOException, InterruptedException {
        running.clock.move(Duration.ofNanos(-148_846_000));
        var pair = simulator.pairs().byDefault("staging");
        var date = running.clock.instant().plus(off);

        assertThat(signer.probe(pair, Signer.gmt(date)).statusCode()).isEqualTo(status);
        assertThat(signer.probe(pair, Signer.utc(date)).statusCode()).isEqualTo(status);
    }

    @Test
    void theDateThatAnswersShowIsInTimeToo() throws IOException, InterruptedException {
        var pair = simulator.pairs().byDefault("staging");
        var refused = signer.probe(pair, Signer.gmt(Instant.parse("2001-01-01T00:00:00Z")));
        assertThat(refused.statusCode()).isEqualTo(401);

        var shown = refused.headers().firstValue("Date").orElseThrow();

        assertThat(signer.probe(pair, shown).statusCode()).isEqualTo(200);
    }

    @Test
    void anySkewMayBeTaken() throws IOException, InterruptedException {
        var rules = PairRules.defaults().withSkew(PairRules.ANY_SKEW);
        try (var other = new Running(Contract.defaults().with(rules))) {
            var pair = other.simulator.pairs().byDefault("staging");

            assertThat(new Signer(other)
                            .probe(pair, Signer.gmt(Instant.parse("2001-01-01T00:00:00Z")))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aSignatureMayBeTakenOnceOnly() throws IOException, InterruptedException {
        try (var other =
                new Running(Contract.defaults().with(PairRules.defaults().refusingReplays()))) {
            var pair = other.simulator.pairs().byDefault("staging");
            var otherSigner = new Signer(other);

            assertThat(otherSigner.probe(pair).statusCode()).isEqualTo(200);
            assertThat(otherSigner.probe(pair).statusCode()).isEqualTo(401);
            other.clock.move(Duration.ofSeconds(1));
            assertThat(otherSigner.probe(pair).statusCode()).isEqualTo(200);
        }
        assertThat(signer.probe(simulator.pairs().byDefault("staging")).statusCode())
                .isEqualTo(200);
        assertThat(signer.probe(simulator.pairs().byDefault("staging")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aCarelessSignatureIsRemembered() throws IOException, InterruptedException {
        running.caller.send(
                "GET", simulator.hubUrl().resolve(Signer.PROBE), "", Map.of("Authorization", "key:signature"));

        assertThat(running.suspicions())
                .isEqualTo(List.of(
                        "a signature without a Date header",
                        "a signature over another Content-Type than application/json; charset=utf-8"));
    }
}
