package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Strategy;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import dev.keyturn.port.Issuer.Listed;
import dev.keyturn.port.Probed;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Contract;
import dev.keyturn.simulator.Contract.HubRefusal;
import dev.keyturn.simulator.Contract.SecondDelete;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import dev.keyturn.simulator.PairRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifeOfAPairTest {
    private static final Answer<?> REJECTED =
            new Answer.Fault<>(Kind.REJECTED, Reason.ProviderUnusable, Optional.empty());

    @Test
    void aPairIsIssuedAcceptedListedRevokedAndRefused() {
        try (var bench = new Bench()) {
            var made = bench.madePair();

            assertThat(made.material().fields()).containsOnlyKeys("key", "secret");
            assertThat(bench.pairs.probe(Bench.ENDPOINT, made.material())).isEqualTo(new Probed.Accepted());
            assertThat(bench.pairs.list(bench.access, Bench.WORKSPACE)).satisfies(answer -> {
                var listed = ((Answer.Ok<List<Listed>>) answer).value();
                assertThat(listed).extracting(Listed::name).containsExactly("default", "kt-a-b-r1-c");
                assertThat(listed.getLast().id()).isEqualTo(made.id());
                assertThat(answer.toString()).doesNotContain("SS.");
            });
            assertThat(bench.pairs.revoke(bench.access, Bench.WORKSPACE, made.id(), Bench.soon()))
                    .isEqualTo(new Answer.Ok<>(true));
            assertThat(bench.pairs.probe(Bench.ENDPOINT, made.material())).isEqualTo(new Probed.Refused());
            assertThat(bench.observed)
                    .containsExactly(
                            "cloud issue 2xx",
                            "cloud probe 2xx",
                            "cloud list 2xx",
                            "cloud revoke 2xx",
                            "cloud probe 4xx");
            assertThat(bench.simulator.suspicions()).isEmpty();
            assertThat(bench.simulator.count(CallKind.OTHER)).isZero();
        }
    }

    @Test
    void itIsAnOverlappingIssuerOfTwoFields() {
        try (var bench = new Bench()) {
            assertThat(bench.pairs.kind()).isEqualTo("SuprSendWorkspaceKey");
            assertThat(bench.pairs.strategy()).isEqualTo(Strategy.OVERLAP);
            assertThat(bench.pairs.fields()).containsExactlyInAnyOrder("key", "secret");
            assertThat(bench.pairs.workspaces(bench.access)).isEqualTo(bench.keys.workspaces(bench.access));
        }
    }

    @Test
    void theDefaultPairIsNotRevoked() {
        try (var bench = new Bench()) {
            var id = bench.simulator.pairs().byDefault(Bench.WORKSPACE).pair().id();

            assertThat(bench.pairs.revoke(bench.access, Bench.WORKSPACE, id, Bench.soon()))
                    .isEqualTo(REJECTED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsGoneAlreadyIsRevoked(SecondDelete second) {
        try (var bench = new Bench(Contract.defaults().with(second))) {
            var made = bench.madePair();
            bench.simulator.pairs().delete(made.id());

            assertThat(bench.pairs.revoke(bench.access, Bench.WORKSPACE, made.id(), Bench.soon()))
                    .isEqualTo(new Answer.Ok<>(true));
        }
    }

    @Test
    void aNameThatIsTakenAndAWorkspaceThatIsFullAreRejected() {
        try (var bench = new Bench(Contract.defaults().with(PairRules.defaults().atMost(2)))) {
            bench.madePair();

            assertThat(bench.pairs.issue(bench.access, Bench.WORKSPACE, "kt-a-b-r1-c", "", Bench.soon()))
                    .isEqualTo(REJECTED);
            assertThat(bench.pairs.issue(bench.access, Bench.WORKSPACE, "kt-a-b-r1-d", "", Bench.soon()))
                    .isEqualTo(REJECTED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyDocumentedFormOfTheHubsRefusalIsOne(HubRefusal form) {
        try (var bench = new Bench(Contract.defaults().with(form))) {
            assertThat(bench.pairs.probe(Bench.ENDPOINT, Bench.pair("SS.WSK.nobody", "SS.WSS.nothing")))
                    .isEqualTo(new Probed.Refused());
        }
    }

    @Test
    void keysOfAnOldWorkspaceSignAsWell() {
        try (var bench = new Bench(Contract.defaults().with(PairRules.defaults().withLegacyKeys()))) {
            var pair = bench.simulator.pairs().byDefault(Bench.WORKSPACE);

            assertThat(bench.pairs.probe(Bench.ENDPOINT, Bench.pair(pair.pair().key(), pair.secret())))
                    .isEqualTo(new Probed.Accepted());
        }
    }

    @Test
    void whatCannotSignIsNotAskedAbout() {
        try (var bench = new Bench()) {
            var inconclusive = new Probed.Inconclusive(Reason.ProviderUnusable, Optional.empty());

            assertThat(bench.pairs.probe(Bench.ENDPOINT, Bench.pair("a:b", "c")))
                    .isEqualTo(inconclusive);
            assertThat(bench.pairs.probe(Bench.ENDPOINT, Bench.pair("a", " "))).isEqualTo(inconclusive);
            assertThat(bench.pairs.probe("elsewhere", Bench.pair("a", "b")))
                    .isEqualTo(new Probed.Inconclusive(Reason.EndpointUnknown, Optional.empty()));
            assertThat(bench.simulator.calls()).isEmpty();
        }
    }

    @Test
    void oneRateIsForAllKindsOfKeys() {
        try (var bench = new Bench()) {
            bench.simulator.order(FaultRule.on(CallKind.CREATE_PAIR, Fault.status(429, Duration.ofMinutes(1))));
            bench.pairs.issue(bench.access, Bench.WORKSPACE, "n", "d", Bench.soon());

            assertThat(bench.keys.workspaces(bench.access))
                    .isInstanceOfSatisfying(
                            Answer.Fault.class,
                            fault -> assertThat(fault.reason()).isEqualTo(Reason.ProviderRateLimited));
            assertThat(bench.simulator.count(CallKind.LIST_WORKSPACES)).isZero();
        }
    }
}
