package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.plan.Reason;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import dev.keyturn.port.Probed;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import dev.keyturn.simulator.Reply;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each thing that can go wrong means for each call. */
class FaultTableTest {
    private static final Set<CallKind> READS = EnumSet.of(
            CallKind.LIST_WORKSPACES,
            CallKind.LIST_KEYS,
            CallKind.LIST_PAIRS,
            CallKind.READ_PAIR,
            CallKind.READ_BRIDGE,
            CallKind.PROBE);
    private static final String OK = "ok";
    private static final String UNAUTHORIZED = "UNAUTHORIZED AccountUnauthorized";
    private static final String FORBIDDEN = "REJECTED AccountUnauthorized";
    private static final String NO_WORKSPACE = "MISSING WorkspaceUnknown";
    private static final String NO_API = "MISSING ProviderUnusable";
    private static final String REJECTED = "REJECTED ProviderUnusable";
    private static final String NONSENSE = "UNKNOWN ProviderUnusable";
    private static final String FAILING = "UNKNOWN ProviderUnavailable";
    private static final String LIMITED = "TRANSIENT ProviderRateLimited";
    private static final String SAYS_NOTHING = "inconclusive ProviderUnusable";
    private static final String HUB_FAILING = "inconclusive ProviderUnavailable";

    static Stream<Arguments> faults() {
        return Stream.of(
                row("401", Fault.status(401), UNAUTHORIZED, UNAUTHORIZED, UNAUTHORIZED, UNAUTHORIZED, "refused"),
                row("403", Fault.status(403), FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, SAYS_NOTHING),
                row(
                        "404, but of what it does not say",
                        Fault.status(404),
                        NO_API,
                        NO_WORKSPACE,
                        NO_WORKSPACE,
                        NONSENSE,
                        SAYS_NOTHING),
                row("400 as a page", Fault.status(400), REJECTED, REJECTED, REJECTED, REJECTED, SAYS_NOTHING),
                row("407", Fault.status(407), REJECTED, REJECTED, REJECTED, REJECTED, SAYS_NOTHING),
                row("409", Fault.status(409), REJECTED, REJECTED, REJECTED, REJECTED, SAYS_NOTHING),
                row("429", Fault.status(429), LIMITED, LIMITED, LIMITED, LIMITED, "inconclusive ProviderRateLimited"),
                row(
                        "429 for forty seconds",
                        Fault.status(429, Duration.ofSeconds(40)),
                        LIMITED + " PT40S",
                        LIMITED + " PT40S",
                        LIMITED + " PT40S",
                        LIMITED + " PT40S",
                        "inconclusive ProviderRateLimited PT40S"),
                row(
                        "429 for a nonsense time",
                        Fault.status(429, "soon"),
                        LIMITED,
                        LIMITED,
                        LIMITED,
                        LIMITED,
                        "inconclusive ProviderRateLimited"),
                row("500", Fault.status(500), FAILING, FAILING, FAILING, FAILING, HUB_FAILING),
                row("502 as a page", Fault.status(502), FAILING, FAILING, FAILING, FAILING, HUB_FAILING),
                row(
                        "503 for a day",
                        Fault.status(503, Duration.ofDays(1)),
                        FAILING + " PT1H",
                        FAILING + " PT1H",
                        FAILING + " PT1H",
                        FAILING + " PT1H",
                        HUB_FAILING + " PT1H"),
                row(
                        "500 after the effect",
                        Fault.statusAfterEffect(500),
                        FAILING,
                        FAILING,
                        FAILING,
                        FAILING,
                        HUB_FAILING),
                row("dropped before the effect", Fault.dropBefore(), FAILING, FAILING, FAILING, FAILING, HUB_FAILING),
                row("dropped after the effect", Fault.dropAfter(), FAILING, FAILING, FAILING, FAILING, HUB_FAILING),
                row("dropped in mid-answer", Fault.dropMidway(), FAILING, FAILING, FAILING, FAILING, HUB_FAILING),
                row(
                        "later than anybody waits",
                        Fault.delay(Duration.ofSeconds(5)),
                        FAILING,
                        FAILING,
                        FAILING,
                        FAILING,
                        HUB_FAILING),
                row(
                        "headers, and then nothing for long",
                        Fault.slowBody(Duration.ofSeconds(5)),
                        FAILING,
                        FAILING,
                        FAILING,
                        FAILING,
                        HUB_FAILING),
                row("a body that trickles", Fault.endlessBody(), FAILING, FAILING, FAILING, FAILING, HUB_FAILING),
                row("a body without an end", Fault.flood(), NONSENSE, NONSENSE, NONSENSE, NONSENSE, SAYS_NOTHING),
                row("a page for people", Fault.html(), NONSENSE, NONSENSE, NONSENSE, NONSENSE, SAYS_NOTHING),
                row("JSON of another shape", Fault.wrongShape(), NONSENSE, NONSENSE, NONSENSE, NONSENSE, SAYS_NOTHING),
                row("JSON that breaks off", Fault.truncated(), NONSENSE, NONSENSE, NONSENSE, NONSENSE, SAYS_NOTHING),
                row("a redirect", Fault.redirect(), NONSENSE, NONSENSE, NONSENSE, NONSENSE, SAYS_NOTHING),
                row("executed twice", Fault.twice(), OK, OK, OK, OK, "accepted"));
    }

    private static Arguments row(
            String name, Fault fault, String workspaces, String list, String issue, String revoke, String probe) {
        return argumentSet(name, fault, workspaces, list, issue, revoke, probe);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void means(Fault fault, String workspaces, String list, String issue, String revoke, String probe) {
        assertThat(after(fault, CallKind.LIST_WORKSPACES, bench -> say(bench.keys.workspaces(bench.access))))
                .as("workspaces")
                .isEqualTo(workspaces);
        assertThat(after(fault, CallKind.LIST_KEYS, bench -> say(bench.keys.list(bench.access, Bench.WORKSPACE))))
                .as("list")
                .isEqualTo(list);
        assertThat(after(fault, CallKind.CREATE_KEY, bench -> say(bench.issue())))
                .as("issue")
                .isEqualTo(issue);
        assertThat(after(fault, CallKind.DELETE_KEY, bench -> {
                    var id = bench.simulator
                            .mintKey(Bench.WORKSPACE, "by hand")
                            .key()
                            .id();
                    return say(bench.keys.revoke(bench.access, Bench.WORKSPACE, id, Bench.soon()));
                }))
                .as("revoke")
                .isEqualTo(revoke);
        assertThat(after(fault, CallKind.PROBE, bench -> {
                    var material =
                            bench.simulator.mintKey(Bench.WORKSPACE, "by hand").material();
                    return say(bench.keys.probe(Bench.ENDPOINT, Bench.material(material)));
                }))
                .as("probe")
                .isEqualTo(probe);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void meansTheSameForPairs(Fault fault, String workspaces, String list, String issue, String revoke, String probe) {
        assertThat(after(fault, CallKind.LIST_PAIRS, bench -> say(bench.pairs.list(bench.access, Bench.WORKSPACE))))
                .as("list")
                .isEqualTo(list);
        assertThat(after(
                        fault,
                        CallKind.CREATE_PAIR,
                        bench -> say(bench.pairs.issue(bench.access, Bench.WORKSPACE, "n", "d", Bench.soon()))))
                .as("issue, whose name is unique")
                .isEqualTo(fault.effect() == Fault.Effect.TWICE ? REJECTED : issue);
        assertThat(after(fault, CallKind.DELETE_PAIR, bench -> {
                    var pair = bench.simulator.pairs().mint(Bench.WORKSPACE, "by hand");
                    return say(bench.pairs.revoke(
                            bench.access, Bench.WORKSPACE, pair.pair().id(), Bench.soon()));
                }))
                .as("revoke")
                .isEqualTo(revoke);
        assertThat(after(fault, CallKind.PROBE, bench -> {
                    var pair = bench.simulator.pairs().byDefault(Bench.WORKSPACE);
                    return say(bench.pairs.probe(
                            Bench.ENDPOINT, Bench.pair(pair.pair().key(), pair.secret())));
                }))
                .as("probe")
                .isEqualTo(probe);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void meansTheSameForADefaultPair(
            Fault fault, String workspaces, String list, String issue, String revoke, String probe) {
        assertThat(after(
                        fault,
                        CallKind.READ_PAIR,
                        bench -> say(bench.defaults.read(
                                bench.access,
                                Bench.WORKSPACE,
                                bench.known().pair().id()))))
                .as("read")
                .isEqualTo(list);
        assertThat(after(
                        fault,
                        CallKind.ROTATE_PAIR,
                        bench -> say(bench.defaults.turn(
                                bench.access,
                                Bench.WORKSPACE,
                                bench.known().pair().id(),
                                Bench.soon()))))
                .as("turn")
                .isEqualTo(issue);
        assertThat(after(
                        fault,
                        CallKind.READ_BRIDGE,
                        bench -> say(bench.defaults.overBridge(bench.access, Bench.WORKSPACE))))
                .as("bridge, whose 401 condemns no token")
                .isEqualTo(list.equals(UNAUTHORIZED) ? FORBIDDEN : list);
    }

    @FunctionalInterface
    private interface Question {
        String ask(Bench bench);
    }

    private static String after(Fault fault, CallKind call, Question question) {
        try (var bench = new Bench(patience(fault))) {
            bench.simulator.order(FaultRule.on(call, fault).always());
            var said = question.ask(bench);
            assertThat(bench.simulator.count(call))
                    .as("calls, none repeated but by the JDK, which repeats a GET that was dropped")
                    .isLessThanOrEqualTo(fault.reply() instanceof Reply.Drop && READS.contains(call) ? 2 : 1);
            assertThat(bench.simulator.count(CallKind.ELSEWHERE))
                    .as("redirects followed")
                    .isZero();
            return said;
        }
    }

    /** Where the answer comes too late for anybody, no longer than has to be; where it comes, as long as it takes. */
    static Patience patience(Fault fault) {
        var late = fault.delay().isPositive()
                || fault.reply() instanceof Reply.Slow
                || (fault.reply() instanceof Reply.Endless(var pause) && pause.isPositive());
        return late ? Bench.LITTLE : Bench.PATIENCE;
    }

    private static String say(Answer<?> answer) {
        return switch (answer) {
            case Answer.Ok<?> _ -> OK;
            case Answer.Fault<?>(Kind kind, Reason reason, Optional<Duration> after) ->
                kind + " " + reason + say(after);
        };
    }

    private static String say(Probed probed) {
        return switch (probed) {
            case Probed.Accepted _ -> "accepted";
            case Probed.Refused _ -> "refused";
            case Probed.Inconclusive(var reason, var after) -> "inconclusive " + reason + say(after);
        };
    }

    private static String say(Optional<Duration> after) {
        return after.map(duration -> " " + duration).orElse("");
    }
}
