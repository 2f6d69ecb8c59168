package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Reason;
import dev.keyturn.port.Probed;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Contract;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import dev.keyturn.simulator.PairRules;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed requests of somebody whose clock, or the hub's, is wrong. */
class SkewTest {
    private static final InstantSource MACHINE = InstantSource.system();

    private static InstantSource off(Duration by) {
        return () -> MACHINE.instant().plus(by);
    }

    private static Probed probeDefault(Bench bench) {
        var pair = bench.simulator.pairs().byDefault(Bench.WORKSPACE);
        return bench.pairs.probe(Bench.ENDPOINT, Bench.pair(pair.pair().key(), pair.secret()));
    }

    @ParameterizedTest
    @ValueSource(longs = {-24 * 60, -16, 16, 24 * 60 * 365})
    void aClockThatIsFarOffAsksOnceMoreByTheHubs(long minutes) {
        try (var bench = new Bench(Contract.defaults(), off(Duration.ofMinutes(minutes)))) {
            assertThat(probeDefault(bench)).isEqualTo(new Probed.Accepted());

            assertThat(bench.observed).containsExactly("cloud probe 4xx", "cloud probe 2xx");
            assertThat(bench.simulator.suspicions()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-14, 14})
    void whoeverIsInTimeAsksOnce(long minutes) {
        try (var bench = new Bench(Contract.defaults(), off(Duration.ofMinutes(minutes)))) {
            assertThat(probeDefault(bench)).isEqualTo(new Probed.Accepted());
            assertThat(bench.simulator.count(CallKind.PROBE)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-60, 0, 60})
    void aDeadPairIsRefusedByWhateverClock(long minutes) {
        try (var bench = new Bench(Contract.defaults(), off(Duration.ofMinutes(minutes)))) {
            var old = bench.simulator.pairs().byDefault(Bench.WORKSPACE);
            bench.simulator.pairs().askSupport(Bench.WORKSPACE);

            assertThat(bench.pairs.probe(Bench.ENDPOINT, Bench.pair(old.pair().key(), old.secret())))
                    .isEqualTo(new Probed.Refused());
            assertThat(bench.simulator.count(CallKind.PROBE)).isEqualTo(minutes == 0 ? 1 : 2);
        }
    }

    @Test
    void aRefusalOfTheClockAloneIsNoRefusalOfThePair() {
        try (var bench = new Bench(Contract.defaults(), off(Duration.ofHours(1)))) {
            bench.simulator.order(
                    FaultRule.on(CallKind.PROBE, Fault.status(503)).skipping(1));

            assertThat(probeDefault(bench))
                    .isEqualTo(new Probed.Inconclusive(Reason.ProviderUnavailable, Optional.empty()));
        }
    }

    @Test
    void aStrictHubIsSatisfiedByItsOwnClock() {
        var strict = PairRules.defaults().withSkew(Duration.ofSeconds(30)).refusingReplays();
        try (var bench = new Bench(Contract.defaults().with(strict), off(Duration.ofMinutes(-1)))) {
            assertThat(probeDefault(bench)).isEqualTo(new Probed.Accepted());
        }
    }

    @Test
    void nobodyIsAskedAThirdTime() throws IOException {
        try (var server = Canned.saying(401, "text/plain", "no");
                var client = Bench.client(server.url(), server.url(), off(Duration.ofHours(-1)), CallObserver.NONE)) {
            assertThat(new SuprSendWorkspaceKeys(client).probe(Bench.ENDPOINT, Bench.pair("k", "s")))
                    .isEqualTo(new Probed.Refused());
            assertThat(server.requests).hasSize(2);
        }
    }
}
