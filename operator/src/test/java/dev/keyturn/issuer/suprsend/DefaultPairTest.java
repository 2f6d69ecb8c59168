package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Reason;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import dev.keyturn.port.InPlace.Reach;
import dev.keyturn.port.InPlace.Shown;
import dev.keyturn.port.Probed;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Contract;
import dev.keyturn.simulator.Deployment;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.PairRules;
import dev.keyturn.simulator.PairRules.MissingPath;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pair that comes with a workspace, turned in place by whoever can. */
class DefaultPairTest {

    private static <T> Answer<T> fault(Kind kind, Reason reason) {
        return new Answer.Fault<>(kind, reason, Optional.empty());
    }

    private static Shown ok(Answer<Shown> answer) {
        if (answer instanceof Answer.Ok<Shown>(var shown)) {
            return shown;
        }
        throw new AssertionError("" + answer);
    }

    @Test
    void itIsFoundTurnedReadAndProved() {
        try (var bench = new Bench()) {
            bench.madePair();
            var old = bench.known();
            var found = ok(bench.defaults.byDefault(bench.access, Bench.WORKSPACE));
            assertThat(found).isEqualTo(new Shown(old.pair().id(), Bench.pair(old), Optional.empty()));

            var turned = ok(bench.defaults.turn(bench.access, Bench.WORKSPACE, found.id(), Bench.soon()));

            assertThat(turned.material()).isEqualTo(Bench.pair(bench.known())).isNotEqualTo(found.material());
            assertThat(turned.turnedAt()).isEqualTo(bench.known().pair().rotatedAt());
            assertThat(bench.defaults.read(bench.access, Bench.WORKSPACE, found.id()))
                    .isEqualTo(new Answer.Ok<>(turned));
            assertThat(bench.pairs.probe(Bench.ENDPOINT, turned.material())).isEqualTo(new Probed.Accepted());
            assertThat(bench.pairs.probe(Bench.ENDPOINT, found.material())).isEqualTo(new Probed.Refused());
            assertThat(bench.observed)
                    .containsExactly(
                            "cloud issue 2xx",
                            "cloud list 2xx",
                            "cloud turn 2xx",
                            "cloud read 2xx",
                            "cloud probe 2xx",
                            "cloud probe 4xx");
            assertThat(bench.simulator.suspicions()).isEmpty();
            assertThat(turned.toString()).doesNotContain("SS.");
        }
    }

    @Test
    void aLostAnswerIsMadeUpForByReading() {
        try (var bench = new Bench()) {
            bench.order(CallKind.ROTATE_PAIR, Fault.dropAfter());
            var id = bench.known().pair().id();

            assertThat(bench.defaults.turn(bench.access, Bench.WORKSPACE, id, Bench.soon()))
                    .isEqualTo(fault(Kind.UNKNOWN, Reason.ProviderUnavailable));

            assertThat(bench.simulator.count(CallKind.ROTATE_PAIR)).isEqualTo(1);
            assertThat(ok(bench.defaults.read(bench.access, Bench.WORKSPACE, id))
                            .material())
                    .isEqualTo(Bench.pair(bench.known()));
        }
    }

    @Test
    void aPairThatIsNotThereIsMissingAndItsWorkspaceIsNot() {
        try (var bench = new Bench()) {
            var missing = fault(Kind.MISSING, Reason.ProviderUnusable);

            assertThat(bench.defaults.read(bench.access, Bench.WORKSPACE, "ws_key_none"))
                    .isEqualTo(missing);
            assertThat(bench.defaults.turn(bench.access, Bench.WORKSPACE, "ws_key_none", Bench.soon()))
                    .isEqualTo(missing);
            assertThat(bench.defaults.read(bench.access, "demo", "ws_key_none"))
                    .isEqualTo(fault(Kind.MISSING, Reason.WorkspaceUnknown));
            assertThat(bench.defaults.read(bench.access, Bench.WORKSPACE, ".."))
                    .isEqualTo(fault(Kind.REJECTED, Reason.ProviderUnusable));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"b\",\"key\":\"k\",\"secret\":\"s\"}",
                "{\"id\":\"a\",\"key\":\"k\",\"secret\":\"s\",\"is_deleted\":true}",
                "{\"id\":\"a\",\"key\":\"k\"}",
                "{\"id\":\"a\",\"key\":\"k:l\",\"secret\":\"s\"}",
                "{\"id\":\"a\",\"key\":\"k\",\"secret\":\"s t\"}",
                "[]"
            })
    void anAnswerAboutSomethingElseIsNone(String body) throws IOException {
        try (var server = Canned.saying(202, "application/json", body);
                var client = Bench.client(server.url())) {
            var defaults = new SuprSendDefaultPairs(client);

            assertThat(defaults.turn(Bench.access("t"), "demo", "a", Bench.soon()))
                    .isEqualTo(fault(Kind.UNKNOWN, Reason.ProviderUnusable));
            assertThat(server.requests).containsExactly("PATCH /v1/demo/ws_key/a/rotate/");
        }
    }

    @Test
    void aDeploymentThatKnowsPairsTurnsThem() {
        try (var bench = new Bench()) {
            assertThat(bench.defaults.reach(bench.access, Bench.WORKSPACE)).isEqualTo(new Answer.Ok<>(Reach.TURN));
            assertThat(bench.simulator.calls()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOldOneIsReadOverTheBridgeAndFoundOutAgain(MissingPath form) {
        try (var bench = new Bench(Contract.defaults().with(PairRules.defaults().with(form)))) {
            bench.simulator.deploy(Deployment.old());
            assertThat(bench.defaults.reach(bench.access, Bench.WORKSPACE)).isEqualTo(new Answer.Ok<>(Reach.READ));
            assertThat(bench.simulator.suspicions()).isEmpty();

            bench.simulator.deploy(Deployment.old().withoutBridge());
            assertThat(bench.defaults.reach(bench.access, Bench.WORKSPACE)).isEqualTo(new Answer.Ok<>(Reach.NONE));

            bench.simulator.deploy(Deployment.current());
            assertThat(bench.defaults.reach(bench.access, Bench.WORKSPACE)).isEqualTo(new Answer.Ok<>(Reach.TURN));
        }
    }

    @Test
    void whatSupportTurnedIsSeenOnTheBridge() {
        try (var bench = new Bench()) {
            bench.simulator.deploy(Deployment.old());
            var before = bench.defaults.overBridge(bench.access, Bench.WORKSPACE);
            assertThat(before).isEqualTo(new Answer.Ok<>(Bench.pair(bench.known())));

            bench.simulator.pairs().askSupport(Bench.WORKSPACE);

            assertThat(bench.defaults.overBridge(bench.access, Bench.WORKSPACE))
                    .isEqualTo(new Answer.Ok<>(Bench.pair(bench.known())))
                    .isNotEqualTo(before);
        }
    }

    @Test
    void aWorkspaceThatIsMissingIsNoOldDeployment() {
        try (var bench = new Bench()) {
            assertThat(bench.defaults.reach(bench.access, "demo"))
                    .isEqualTo(fault(Kind.MISSING, Reason.WorkspaceUnknown));
            assertThat(bench.defaults.reach(Bench.access("other"), Bench.WORKSPACE))
                    .isEqualTo(fault(Kind.UNAUTHORIZED, Reason.AccountUnauthorized));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void aBridgeThatLetsNobodyOverIsNone(int status) {
        try (var bench = new Bench()) {
            bench.simulator.deploy(Deployment.old());
            bench.order(CallKind.READ_BRIDGE, Fault.status(status));

            assertThat(bench.defaults.reach(bench.access, Bench.WORKSPACE)).isEqualTo(new Answer.Ok<>(Reach.NONE));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIST_PAIRS", "LIST_KEYS", "READ_BRIDGE"})
    void whatFailsOnTheWayFindsOutNothing(CallKind call) {
        try (var bench = new Bench()) {
            if (call != CallKind.LIST_PAIRS) {
                bench.simulator.deploy(Deployment.old());
            }
            for (var wrong : new Fault[] {Fault.status(503), Fault.status(407), Fault.html(), Fault.wrongShape()}) {
                bench.order(call, wrong);

                assertThat(bench.defaults.reach(bench.access, Bench.WORKSPACE))
                        .as(wrong.name())
                        .isInstanceOf(Answer.Fault.class);
            }
        }
    }

    @Test
    void theHubCondemnsNoServiceToken() {
        try (var bench = new Bench()) {
            bench.order(CallKind.READ_BRIDGE, Fault.status(401));

            assertThat(bench.defaults.overBridge(bench.access, Bench.WORKSPACE))
                    .isEqualTo(fault(Kind.REJECTED, Reason.AccountUnauthorized));
        }
    }
}
