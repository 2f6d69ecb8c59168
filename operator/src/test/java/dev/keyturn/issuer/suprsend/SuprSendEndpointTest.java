package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuprSendEndpointTest {
    private static final String HUB = "https://hub.example.com";

    private static SuprSendEndpoint endpoint(
            String management, String hub, boolean plain, String proxy, int perSecond) {
        return new SuprSendEndpoint(
                "eu",
                URI.create(management),
                URI.create(hub),
                plain,
                Optional.empty(),
                Optional.of(proxy).filter(given -> !given.isEmpty()).map(URI::create),
                perSecond);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://m.example.com", "https://m.example.com/", "https://m.example.com//"})
    void slashesAtTheEndDoNotMatter(String given) {
        assertThat(endpoint(given, HUB + "/", false, "", 5).management()).hasToString("https://m.example.com");
        assertThat(endpoint(given, HUB + "/", false, "", 5).hub()).hasToString(HUB);
    }

    @Test
    void aPathBeforeTheApiStays() {
        assertThat(endpoint("https://m.example.com/api/", HUB, false, "", 5).management())
                .hasToString("https://m.example.com/api");
    }

    @Test
    void plainHttpIsForTrials() {
        assertThat(endpoint("http://127.0.0.1:8080", "http://[::1]:8081/", true, "http://proxy:3128", 5)
                        .hub())
                .hasToString("http://[::1]:8081");
    }

    static Stream<Arguments> refused() {
        var good = "https://m.example.com";
        var allow = "(or set allowPlainHttp: true, for trials)";
        return Stream.of(
                argumentSet("plain management", "http://m", HUB, "", 5, "management must begin with https:// " + allow),
                argumentSet("plain hub", good, "http://h", "", 5, "hub must begin with https:// " + allow),
                argumentSet("another scheme", "ftp://m", HUB, "", 5, "management must begin with https://"),
                argumentSet("no scheme", "m.example.com", HUB, "", 5, "management must be a URL with a host"),
                argumentSet("no host", "https:///x", HUB, "", 5, "management must be a URL with a host"),
                argumentSet("opaque", "https:m", HUB, "", 5, "management must be a URL with a host"),
                argumentSet("a user", "https://u:p@m", HUB, "", 5, "management must not have a user or password in it"),
                argumentSet(
                        "a user before a name that is none",
                        "https://u:p@m_1",
                        HUB,
                        "",
                        5,
                        "management must not have a user or password in it"),
                argumentSet("a query", "https://m?x=1", HUB, "", 5, "management must not have a query or fragment"),
                argumentSet("a fragment", good, HUB + "#x", "", 5, "hub must not have a query or fragment"),
                argumentSet("no rate", good, HUB, "", 0, "requestsPerSecond must be from 1 to 1000"),
                argumentSet("too high a rate", good, HUB, "", 1001, "requestsPerSecond must be from 1 to 1000"),
                argumentSet("a proxy by TLS", good, HUB, "https://p:1", 5, "proxy must be http://<host>:<port>"),
                argumentSet("a proxy without a port", good, HUB, "http://p", 5, "proxy must be http://<host>:<port>"),
                argumentSet("a proxy with a path", good, HUB, "http://p:1/x", 5, "proxy must be http://<host>:<port>"),
                argumentSet(
                        "a proxy with a user",
                        good,
                        HUB,
                        "http://u:p@p:1",
                        5,
                        "proxy must not have a user or password in it"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithASentence(String management, String hub, String proxy, int perSecond, String sentence) {
        assertThatThrownBy(() -> endpoint(management, hub, false, proxy, perSecond))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("endpoint eu: " + sentence);
    }
}
