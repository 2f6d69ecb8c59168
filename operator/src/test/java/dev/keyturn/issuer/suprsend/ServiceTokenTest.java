package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Strategy;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import dev.keyturn.port.Issuer.Workspace;
import dev.keyturn.port.Material;
import dev.keyturn.port.Probed;
import dev.keyturn.port.Secret;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Contract;
import dev.keyturn.simulator.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTokenTest {
    private static final Probed ACCEPTED = new Probed.Accepted();
    private static final Probed REFUSED = new Probed.Refused();

    private static Material token(String value) {
        return Material.of(SuprSendServiceTokens.FIELD, Secret.ofText(value));
    }

    private static Probed inconclusive(Reason reason) {
        return new Probed.Inconclusive(reason, Optional.empty());
    }

    @Test
    void aTokenIsAcceptedUntilAPersonDeletesIt() {
        try (var bench = new Bench()) {
            var minted = bench.simulator.mintToken();
            assertThat(bench.tokens.probe(Bench.ENDPOINT, token(minted.material())))
                    .isEqualTo(ACCEPTED);

            bench.simulator.deleteToken(minted.id());

            assertThat(bench.tokens.probe(Bench.ENDPOINT, token(minted.material())))
                    .isEqualTo(REFUSED);
            assertThat(bench.observed).containsExactly("cloud probe 2xx", "cloud probe 4xx");
            assertThat(bench.simulator.count(CallKind.LIST_WORKSPACES)).isEqualTo(2);
            assertThat(bench.simulator.suspicions()).isEmpty();
        }
    }

    @Test
    void aTokenThatRanOutIsRefusedInWhateverWords() {
        for (var contract : List.of(Contract.defaults(), Contract.defaults().sayingExpired())) {
            try (var bench = new Bench(contract)) {
                var minted = bench.simulator.mintToken(Duration.ZERO);

                assertThat(bench.tokens.probe(Bench.ENDPOINT, token(minted.material())))
                        .isEqualTo(REFUSED);
            }
        }
    }

    @Test
    void aTokenOfAnotherAccountWorksAndSeesNoWorkspaceOfOurs() {
        try (var bench = new Bench()) {
            var foreign = bench.simulator.mintForeignToken().material();

            assertThat(bench.tokens.probe(Bench.ENDPOINT, token(foreign))).isEqualTo(ACCEPTED);
            assertThat(seen(bench, foreign))
                    .hasSameSizeAs(seen(bench, bench.simulator.serviceToken()))
                    .doesNotContainAnyElementsOf(seen(bench, bench.simulator.serviceToken()));
        }
    }

    private static List<String> seen(Bench bench, String token) {
        return ((Answer.Ok<List<Workspace>>) bench.tokens.workspaces(Bench.access(token)))
                .value().stream().map(Workspace::uid).toList();
    }

    @Test
    void itIsAHandedOffIssuerOfOneField() {
        try (var bench = new Bench()) {
            Answer<?> rejected = new Answer.Fault<>(Kind.REJECTED, Reason.ProviderUnusable, Optional.empty());

            assertThat(bench.tokens.kind()).isEqualTo("ServiceToken");
            assertThat(bench.tokens.strategy()).isEqualTo(Strategy.HAND_OFF);
            assertThat(bench.tokens.fields()).containsExactly("token");
            assertThat(bench.tokens.issue(bench.access, "", "n", "d", Bench.soon()))
                    .isEqualTo(rejected);
            assertThat(bench.tokens.list(bench.access, "")).isEqualTo(rejected);
            assertThat(bench.tokens.revoke(bench.access, "", "st_x", Bench.soon()))
                    .isEqualTo(rejected);
            assertThat(bench.simulator.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 407, 409, 429, 500, 502, 503})
    void whatIsNo401ProvesNothing(int status) {
        try (var bench = new Bench()) {
            bench.order(CallKind.LIST_WORKSPACES, Fault.status(status));

            assertThat(bench.tokens.probe(Bench.ENDPOINT, token(bench.simulator.serviceToken())))
                    .isInstanceOf(Probed.Inconclusive.class);
        }
    }

    @Test
    void aLoginPageProvesNothing() throws IOException {
        try (var server = Canned.saying(401, "text/html", "<html>log in</html>");
                var client = Bench.client(server.url())) {
            assertThat(new SuprSendServiceTokens(client).probe(Bench.ENDPOINT, token("t")))
                    .isEqualTo(inconclusive(Reason.ProviderUnusable));
            assertThat(server.requests).containsExactly("GET /v1/workspace/?limit=1");
        }
    }

    @Test
    void whatCannotBeSentIsNot() {
        try (var bench = new Bench()) {
            assertThat(bench.tokens.probe(Bench.ENDPOINT, token("a\nb")))
                    .isEqualTo(inconclusive(Reason.ProviderUnusable));
            assertThat(bench.tokens.probe("elsewhere", token("a"))).isEqualTo(inconclusive(Reason.EndpointUnknown));
            assertThat(bench.simulator.calls()).isEmpty();
        }
    }
}
