package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Reason;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import dev.keyturn.port.Issuer.Access;
import dev.keyturn.port.Probed;
import dev.keyturn.port.Secret;
import dev.keyturn.port.Warrant;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, and what is not. */
class RequestsTest {
    private static final String NO_ROWS = "{\"meta\":{\"count\":0},\"results\":[]}";

    private static <T> Answer<T> fault(Kind kind, Reason reason) {
        return new Answer.Fault<>(kind, reason, Optional.empty());
    }

    private static Canned server() throws IOException {
        return Canned.saying(200, "application/json", NO_ROWS);
    }

    @Test
    void whatIsNotOursIsEncodedInPaths() throws IOException {
        try (var server = server();
                var keys = Bench.keys(server.url())) {
            keys.list(Bench.access("t"), "a/b ?#%\u00e9");
            keys.revoke(Bench.access("t"), "demo", "x/../y", Bench.soon());

            assertThat(server.requests)
                    .containsExactly(
                            "GET /v1/a%2Fb%20%3F%23%25%C3%A9/ws_api_key/?limit=50&offset=0",
                            "DELETE /v1/demo/ws_api_key/x%2F..%2Fy/");
        }
    }

    @Test
    void aBaseWithAPathAndASlashIsKept() throws IOException {
        try (var server = server();
                var keys = Bench.keys(URI.create(server.url() + "/suprsend/"))) {
            keys.workspaces(Bench.access("t"));
            keys.probe(Bench.ENDPOINT, Bench.material("SS.x"));

            assertThat(server.requests)
                    .containsExactly(
                            "GET /suprsend/v1/workspace/?limit=50&offset=0", "GET /suprsend/v1/tenant/?limit=1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void aSlugThatIsNoneIsNotAskedFor(String slug) throws IOException {
        try (var server = server();
                var keys = Bench.keys(server.url())) {
            assertThat(keys.list(Bench.access("t"), slug)).isEqualTo(fault(Kind.MISSING, Reason.WorkspaceUnknown));
            assertThat(keys.issue(Bench.access("t"), slug, "n", "d", Bench.soon()))
                    .isEqualTo(fault(Kind.MISSING, Reason.WorkspaceUnknown));
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void anIdThatLeadsElsewhereIsNotRevoked() throws IOException {
        try (var server = server();
                var keys = Bench.keys(server.url())) {
            assertThat(keys.revoke(Bench.access("t"), "demo", "..", Bench.soon()))
                    .isEqualTo(fault(Kind.REJECTED, Reason.ProviderUnusable));
            assertThat(server.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\r\nX-Y: z", "a b", "a\u00e9", "a\u0000", "a\u007f"})
    void aTokenThatCannotStandInAHeaderIsRefusedHere(String token) throws IOException {
        try (var server = server();
                var keys = Bench.keys(server.url())) {
            assertThat(keys.workspaces(Bench.access(token)))
                    .isEqualTo(fault(Kind.UNAUTHORIZED, Reason.AccountUnauthorized));
            assertThat(keys.issue(Bench.access(token), "demo", "n", "d", Bench.soon()))
                    .isEqualTo(fault(Kind.UNAUTHORIZED, Reason.AccountUnauthorized));
            assertThat(keys.probe(Bench.ENDPOINT, Bench.material(token)))
                    .isEqualTo(new Probed.Inconclusive(Reason.ProviderUnusable, Optional.empty()));
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void anEndpointThatNobodyConfiguredIsNotGuessed() throws IOException {
        try (var server = server();
                var keys = Bench.keys(server.url())) {
            var elsewhere = new Access("elsewhere", Secret.ofText("t"));

            assertThat(keys.workspaces(elsewhere)).isEqualTo(fault(Kind.REJECTED, Reason.EndpointUnknown));
            assertThat(keys.probe("elsewhere", Bench.material("SS.x")))
                    .isEqualTo(new Probed.Inconclusive(Reason.EndpointUnknown, Optional.empty()));
        }
    }

    @Test
    void noCallBeginsAfterItsDeadline() throws IOException {
        try (var server = server();
                var keys = Bench.keys(server.url())) {
            assertThat(keys.issue(Bench.access("t"), "demo", "n", "d", Warrant.until(Instant.now())))
                    .isEqualTo(fault(Kind.TRANSIENT, Reason.ProviderUnavailable));
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void anInterruptedCallerSendsNothingAndStaysInterrupted() throws IOException {
        try (var server = server();
                var keys = Bench.keys(server.url())) {
            Thread.currentThread().interrupt();
            var answer = keys.list(Bench.access("t"), "demo");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(answer).isEqualTo(fault(Kind.TRANSIENT, Reason.ProviderUnavailable));
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void aWishToBeLeftAloneHoldsForBothHosts() throws IOException {
        var clock = new MovedClock();
        try (var management = Canned.handling(exchange -> {
                    exchange.getResponseHeaders().set("Retry-After", "600");
                    Canned.say(exchange, 503, "text/plain", "");
                });
                var hub = server();
                var keys = Bench.keys(management.url(), hub.url(), clock, CallObserver.NONE)) {
            keys.workspaces(Bench.access("t"));
            clock.move(Duration.ofMinutes(4));

            assertThat(keys.probe(Bench.ENDPOINT, Bench.material("SS.x")))
                    .isEqualTo(new Probed.Inconclusive(Reason.ProviderRateLimited, Optional.of(Duration.ofMinutes(6))));
            assertThat(keys.issue(
                            Bench.access("t"),
                            "demo",
                            "n",
                            "d",
                            Warrant.until(clock.instant().plusSeconds(10))))
                    .isEqualTo(new Answer.Fault<>(
                            Kind.TRANSIENT, Reason.ProviderRateLimited, Optional.of(Duration.ofMinutes(6))));
            assertThat(management.requests).hasSize(1);
            assertThat(hub.requests).isEmpty();

            clock.move(Duration.ofMinutes(6));
            assertThat(keys.probe(Bench.ENDPOINT, Bench.material("SS.x"))).isEqualTo(new Probed.Accepted());
        }
    }

    @Test
    void aProxyIsGoneThrough() throws IOException {
        try (var proxy = server();
                var keys = new SuprSendApiKeys(
                        Map.of(
                                Bench.ENDPOINT,
                                new SuprSendEndpoint(
                                        Bench.ENDPOINT,
                                        URI.create("http://management.invalid"),
                                        URI.create("http://hub.invalid"),
                                        true,
                                        Optional.empty(),
                                        Optional.of(proxy.url()),
                                        5)),
                        InstantSource.system())) {
            assertThat(keys.probe(Bench.ENDPOINT, Bench.material("SS.x"))).isEqualTo(new Probed.Accepted());
            assertThat(proxy.requests).containsExactly("GET http://hub.invalid/v1/tenant/?limit=1");
        }
    }
}
