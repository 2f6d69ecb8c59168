package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** No material, no token and nothing that the other side said, in anything that can be read. */
class SecrecyTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.keyturn.issuer");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.TRACE);
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
    }

    static List<Arguments> faults() {
        return FaultTableTest.faults().toList();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nothingShowsWhatIsSecretOrForeign(Fault fault) {
        try (var bench = new Bench(FaultTableTest.patience(fault))) {
            var readable = new ArrayList<String>();
            var minted = bench.simulator.mintKey(Bench.WORKSPACE, "by hand");
            var material = Bench.material(minted.material());
            var byHand = bench.simulator.pairs().mint(Bench.WORKSPACE, "by hand");
            var pair = Bench.pair(byHand.pair().key(), byHand.secret());
            bench.simulator.order(FaultRule.onEvery(fault).always());
            readable.add(bench.keys.workspaces(bench.access).toString());
            readable.add(bench.keys.list(bench.access, Bench.WORKSPACE).toString());
            readable.add(bench.issue().toString());
            readable.add(bench.keys.probe(Bench.ENDPOINT, material).toString());
            readable.add(bench.keys
                    .revoke(bench.access, Bench.WORKSPACE, minted.key().id(), Bench.soon())
                    .toString());
            readable.add(bench.pairs.list(bench.access, Bench.WORKSPACE).toString());
            readable.add(bench.pairs
                    .issue(bench.access, Bench.WORKSPACE, "n", "d", Bench.soon())
                    .toString());
            readable.add(bench.pairs.probe(Bench.ENDPOINT, pair).toString());
            readable.add(bench.pairs
                    .revoke(bench.access, Bench.WORKSPACE, byHand.pair().id(), Bench.soon())
                    .toString());
            readable.add(bench.defaults.byDefault(bench.access, Bench.WORKSPACE).toString());
            readable.add(bench.defaults
                    .turn(bench.access, Bench.WORKSPACE, bench.known().pair().id(), Bench.soon())
                    .toString());
            readable.add(
                    bench.defaults.overBridge(bench.access, Bench.WORKSPACE).toString());
            readable.add(bench.access + " " + material + " " + pair);
            readable.addAll(bench.observed);
            logged.list.forEach(event -> readable.add(text(event)));

            assertThat(logged.list).as("each call is logged").hasSizeGreaterThanOrEqualTo(12);
            assertThat(readable)
                    .allSatisfy(text -> assertThat(text)
                            .doesNotContain(bench.simulator.serviceToken())
                            .doesNotContain("SS.")
                            .doesNotContain(Fault.FOREIGN_TEXT));
        }
    }

    @ParameterizedTest
    @MethodSource("strangeTokens")
    void aTokenThatCannotBeSentIsNotShown(String before, String after) {
        try (var bench = new Bench()) {
            var canary = UUID.randomUUID().toString();
            var token = Bench.access(before + canary + after);

            var readable = bench.keys.workspaces(token) + " "
                    + bench.keys.probe(Bench.ENDPOINT, Bench.material(before + canary + after));

            assertThat(readable).doesNotContain(canary);
            assertThat(logged.list).allSatisfy(event -> assertThat(text(event)).doesNotContain(canary));
            assertThat(bench.simulator.count(CallKind.LIST_WORKSPACES)).isZero();
        }
    }

    static List<Arguments> strangeTokens() {
        return List.of(Arguments.of("a\n", ""), Arguments.of("", "\r\nX: y"), Arguments.of("\u00e9", ""));
    }

    private static String text(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        return event.getFormattedMessage()
                + event.getKeyValuePairs()
                + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
    }
}
