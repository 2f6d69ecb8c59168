package dev.keyturn.issuer.suprsend;

import dev.keyturn.port.Answer;
import dev.keyturn.port.Issuer.Access;
import dev.keyturn.port.Issuer.Made;
import dev.keyturn.port.Material;
import dev.keyturn.port.Secret;
import dev.keyturn.port.Warrant;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Contract;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import dev.keyturn.simulator.MintedPair;
import dev.keyturn.simulator.Simulator;
import dev.keyturn.simulator.SimulatorOptions;
import dev.keyturn.simulator.SimulatorOptions.Mode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A simulator with the workspace {@code staging}, and keys there through an issuer that waits little for its turn. */
final class Bench implements AutoCloseable {
    static final String ENDPOINT = "cloud";
    static final String WORKSPACE = "staging";
    private static final Duration TURN = Duration.ofSeconds(2);

    /** With answers as patient as the operator, or a slow machine decides what they mean. */
    static final Patience PATIENCE = new Patience(TURN, Patience.DEFAULTS.exchange(), Patience.DEFAULTS.listing());

    /** For answers that come later than anybody waits. */
    static final Patience LITTLE = new Patience(TURN, Duration.ofMillis(800), Patience.DEFAULTS.listing());

    final Simulator simulator;
    final SuprSendApiKeys keys;
    final SuprSendWorkspaceKeys pairs;
    final SuprSendDefaultPairs defaults;
    final SuprSendServiceTokens tokens;
    final List<String> observed = new CopyOnWriteArrayList<>();
    final Access access;

    Bench() {
        this(Contract.defaults());
    }

    Bench(Contract contract) {
        this(contract, InstantSource.system());
    }

    Bench(Patience patience) {
        this(Contract.defaults(), InstantSource.system(), patience);
    }

    /** Its clients live by {@code time}, the simulator by the machine's. */
    Bench(Contract contract, InstantSource time) {
        this(contract, time, PATIENCE);
    }

    private Bench(Contract contract, InstantSource time, Patience patience) {
        simulator = Simulator.start(SimulatorOptions.defaults()
                .withWorkspace(WORKSPACE, Mode.SANDBOX)
                .with(contract));
        var endpoints = Map.of(ENDPOINT, endpoint(simulator.managementUrl(), simulator.hubUrl()));
        var client = new SuprSendClient(endpoints, time, this::observe, patience);
        keys = new SuprSendApiKeys(client);
        pairs = new SuprSendWorkspaceKeys(client);
        defaults = new SuprSendDefaultPairs(client);
        tokens = new SuprSendServiceTokens(client);
        access = access(simulator.serviceToken());
    }

    static SuprSendApiKeys keys(URI management, URI hub, InstantSource time, CallObserver observer) {
        return new SuprSendApiKeys(client(management, hub, time, observer));
    }

    static SuprSendClient client(URI management, URI hub, InstantSource time, CallObserver observer) {
        return new SuprSendClient(Map.of(ENDPOINT, endpoint(management, hub)), time, observer, PATIENCE);
    }

    static SuprSendClient client(URI both) {
        return client(both, both, InstantSource.system(), CallObserver.NONE);
    }

    static SuprSendApiKeys keys(URI both) {
        return keys(both, both, InstantSource.system(), CallObserver.NONE);
    }

    static SuprSendEndpoint endpoint(URI management, URI hub) {
        return new SuprSendEndpoint(ENDPOINT, management, hub, true, Optional.empty(), Optional.empty(), 500);
    }

    static Access access(String token) {
        return new Access(ENDPOINT, Secret.ofText(token));
    }

    static Material material(String value) {
        return Material.of(SuprSendApiKeys.FIELD, Secret.ofText(value));
    }

    static Material pair(String key, String secret) {
        return new Material(Map.of(
                SuprSendWorkspaceKeys.KEY, Secret.ofText(key), SuprSendWorkspaceKeys.SECRET, Secret.ofText(secret)));
    }

    static Warrant soon() {
        return Warrant.until(Instant.now().plusSeconds(10));
    }

    void order(CallKind call, Fault fault) {
        simulator.order(FaultRule.on(call, fault));
    }

    Answer<Made> issue() {
        return keys.issue(access, WORKSPACE, "kt-a-b-r1-c", "for tests", soon());
    }

    Made made() {
        if (issue() instanceof Answer.Ok<Made>(var made)) {
            return made;
        }
        throw new AssertionError("nothing was made");
    }

    Made madePair() {
        if (pairs.issue(access, WORKSPACE, "kt-a-b-r1-c", "for tests", soon()) instanceof Answer.Ok<Made>(var made)) {
            return made;
        }
        throw new AssertionError("nothing was made");
    }

    /** The default pair as it is. */
    MintedPair known() {
        return simulator.pairs().byDefault(WORKSPACE);
    }

    static Material pair(MintedPair pair) {
        return pair(pair.pair().key(), pair.secret());
    }

    private void observe(String endpoint, String call, String result, Duration took) {
        observed.add(endpoint + " " + call + " " + result);
    }

    @Override
    public void close() {
        keys.close();
        simulator.close();
    }
}
