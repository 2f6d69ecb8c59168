package dev.keyturn.simulator;

import dev.keyturn.simulator.SimulatorOptions.Mode;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A running stand-in for SuprSend. It is no product of SuprSend, and nothing in it is a real account: it follows the documents.
 * All methods may be called from many threads. What a method does is in effect when it returns.
 */
public final class Simulator implements AutoCloseable {
    static final Actor SOMEBODY = Actor.human("A Person", "person@example.com");
    private final Account account;
    private final Account stranger;
    private final PairDesk pairs;
    private final CallLog calls = new CallLog();
    private final FaultBook faults = new FaultBook();
    private final MintedToken firstToken;
    private final Hosts hosts;

    private Simulator(SimulatorOptions options) {
        account = new Account(options.clock(), options.contract());
        options.workspaces().forEach((slug, mode) -> account.addWorkspace(slug, slug, mode));
        stranger = new Account(options.clock(), options.contract());
        options.workspaces().forEach((slug, mode) -> stranger.addWorkspace(slug, slug, mode));
        pairs = new PairDesk(account);
        firstToken = account.tokens().add(options.serviceToken().orElseGet(Material::serviceToken), Optional.empty());
        hosts = new Hosts(options);
        var checks = new Checks(account);
        var management = new Neighbours(
                new ManagementApi(account)::understand, stranger, new ManagementApi(stranger)::understand);
        var hub = new Neighbours(new HubApi(account)::understand, stranger, new HubApi(stranger)::understand);
        hosts.management.serve(gateway(Host.MANAGEMENT, management, checks, options.clock()));
        hosts.hub.serve(gateway(Host.HUB, hub, checks, options.clock()));
        hosts.elsewhere.serve(gateway(Host.ELSEWHERE, Simulator::elsewhere, checks, options.clock()));
        hosts.control.serve(new ControlApi(this));
    }

    private Gateway gateway(Host host, Function<Request, Operation> api, Checks checks, InstantSource clock) {
        return new Gateway(host, api, checks, faults, calls, clock, new Responder(host, hosts.elsewhere.url()));
    }

    private static Operation elsewhere(Request request) {
        return Operation.answered(CallKind.ELSEWHERE, Answer.text(200, "elsewhere\n"));
    }

    /** Listens on all its ports when this returns. */
    public static Simulator start(SimulatorOptions options) {
        return new Simulator(options);
    }

    /** {@code http://host:port}, no slash at the end. */
    public URI managementUrl() {
        return hosts.management.url();
    }

    /** {@code http://host:port}, no slash at the end. */
    public URI hubUrl() {
        return hosts.hub.url();
    }

    /** Where people and other programs do over HTTP what this class does; {@code http://host:port}. */
    public URI controlUrl() {
        return hosts.control.url();
    }

    /** The material of the service token it started with. */
    public String serviceToken() {
        return firstToken.material();
    }

    /** Id of the service token it started with, as records of calls show it. */
    public String serviceTokenId() {
        return firstToken.id();
    }

    /** As a person at the dashboard: a new service token. */
    public MintedToken mintToken() {
        return account.tokens().add(Material.serviceToken(), Optional.empty());
    }

    /** As a person at the dashboard: a new service token that runs out after {@code life} on the simulator's clock. */
    public MintedToken mintToken(Duration life) {
        return account.tokens()
                .add(Material.serviceToken(), Optional.of(account.now().plus(life)));
    }

    /**
     * As somebody of another account: a service token of theirs. It sees workspaces with the slugs that were there at the start, and none of
     * them is ours.
     */
    public MintedToken mintForeignToken() {
        return stranger.tokens().add(Material.serviceToken(), Optional.empty());
    }

    /** Ids of the service tokens that live, in the order in which they were made. */
    public List<String> tokenIds() {
        return account.tokens().living(account.now());
    }

    /** Whether the management host takes this value as one of our account's service tokens now. */
    public boolean acceptsToken(String material) {
        return account.tokenId(material).isPresent();
    }

    /** As a person at the dashboard: ends a service token, of whichever account; false if there is none of this id. */
    public boolean deleteToken(String id) {
        return account.tokens().remove(id) || stranger.tokens().remove(id);
    }

    /** As a person at the dashboard: a new workspace. */
    public void addWorkspace(String slug, Mode mode) {
        if (account.addWorkspace(slug, slug, mode).isEmpty()) {
            throw new IllegalArgumentException("there is a workspace " + slug);
        }
    }

    /** As a person at the dashboard: a new key. */
    public MintedKey mintKey(String workspace, String name) {
        return mintKey(workspace, name, SOMEBODY);
    }

    public MintedKey mintKey(String workspace, String name, Actor by) {
        var made = account.makeKey(account.known(workspace), name, by, Lateness.NONE)
                .orElseThrow(() -> new IllegalArgumentException("the name " + name + " is taken"));
        return new MintedKey(made.key().view(), made.material());
    }

    /** As a person at the dashboard: ends a key; false if there is no living one of this id in any workspace. */
    public boolean deleteKey(String id) {
        return deleteKey(id, SOMEBODY);
    }

    public boolean deleteKey(String id, Actor by) {
        for (var workspace : account.workspaces()) {
            var key = workspace.find(id);
            if (key.isPresent()) {
                return workspace.delete(key.get(), account.now(), by, Lateness.NONE);
            }
        }
        return false;
    }

    /** What the release that it stands for can do; at the start all. */
    public Deployment deployment() {
        return account.deployment();
    }

    /** As whoever runs the deployment: upgrades it, or sets it back. */
    public void deploy(Deployment wanted) {
        account.deploy(wanted);
        stranger.deploy(wanted);
    }

    /** Pairs of workspace key and secret, as people see them and change them. */
    public PairDesk pairs() {
        return pairs;
    }

    /** The same of the other account on these hosts. */
    public PairDesk foreignPairs() {
        return new PairDesk(stranger);
    }

    /** Slugs, in the order of the account. */
    public List<String> workspaces() {
        return account.workspaces().stream().map(workspace -> workspace.slug).toList();
    }

    /** All keys that ever were in the workspace, oldest first. */
    public List<ApiKey> keys(String workspace) {
        return account.known(workspace).all().stream().map(StoredKey::view).toList();
    }

    /** The keys that were not deleted, oldest first. */
    public List<ApiKey> livingKeys(String workspace) {
        return keys(workspace).stream().filter(ApiKey::living).toList();
    }

    /** Whether the hub accepts this value now. */
    public boolean accepts(String apiKeyMaterial) {
        return account.key(apiKeyMaterial)
                .filter(key -> key.acceptedAt(account.now()))
                .isPresent();
    }

    /** Orders a fault; returns the id by which it can be cancelled. */
    public long order(FaultRule rule) {
        return faults.order(rule);
    }

    /** False if there is no such fault. */
    public boolean cancel(long faultId) {
        return faults.cancel(faultId);
    }

    /** From here on nothing goes wrong; what was made late stays late. */
    public void heal() {
        faults.clear();
    }

    /** All faults ordered and not cancelled, those used up among them. */
    public List<OrderedFault> faults() {
        return faults.ordered();
    }

    /** The latest calls (100,000 at most), oldest first. */
    public List<Call> calls() {
        return calls.calls();
    }

    public List<Call> calls(CallKind kind) {
        return calls(call -> call.kind() == kind);
    }

    public List<Call> calls(Predicate<Call> wanted) {
        return calls.calls().stream().filter(wanted).toList();
    }

    /** How many calls of this kind there ever were. */
    public long count(CallKind kind) {
        return counts().getOrDefault(kind, 0L);
    }

    /** How many calls there ever were, of every kind. */
    public Map<CallKind, Long> counts() {
        return calls.counts();
    }

    /** What came in that a careful client would not have sent (the latest 1,000). */
    public List<Suspicion> suspicions() {
        return calls.suspicions();
    }

    public void forgetSuspicions() {
        calls.forgetSuspicions();
    }

    @Override
    public void close() {
        hosts.close();
    }
}
