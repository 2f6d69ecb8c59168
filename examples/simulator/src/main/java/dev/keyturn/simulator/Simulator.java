package dev.keyturn.simulator;

import dev.keyturn.simulator.SimulatorOptions.Mode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A running stand-in for SuprSend. It is no product of SuprSend, and nothing in it is a real account: it follows the documents.
 * All methods may be called from many threads. What a method does is in effect when it returns.
 */
public final class Simulator implements AutoCloseable {
    private static final Actor SOMEBODY = Actor.human("A Person", "person@example.com");
    private final Account account;
    private final CallLog calls = new CallLog();
    private final FaultBook faults = new FaultBook();
    private final MintedToken firstToken;
    private final HttpHost management;
    private final HttpHost hub;
    private final HttpHost elsewhere;

    private Simulator(SimulatorOptions options) {
        account = new Account(options.clock(), options.contract());
        options.workspaces().forEach((slug, mode) -> account.addWorkspace(slug, slug, mode));
        firstToken = account.addToken(options.serviceToken().orElseGet(Material::serviceToken));
        management = new HttpHost(options.bind(), options.managementPort());
        hub = new HttpHost(options.bind(), options.hubPort());
        elsewhere = new HttpHost(options.bind(), 0);
        var checks = new Checks(account);
        var responder = new Responder(elsewhere.url());
        management.serve(new Gateway(
                Host.MANAGEMENT,
                new ManagementApi(account)::understand,
                checks,
                faults,
                calls,
                options.clock(),
                responder));
        hub.serve(new Gateway(
                Host.HUB, new HubApi(account)::understand, checks, faults, calls, options.clock(), responder));
        elsewhere.serve(new Gateway(
                Host.ELSEWHERE,
                _ -> Operation.answered(CallKind.ELSEWHERE, Answer.text(200, "elsewhere\n")),
                checks,
                faults,
                calls,
                options.clock(),
                responder));
    }

    /** Listens on all its ports when this returns. */
    public static Simulator start(SimulatorOptions options) {
        return new Simulator(options);
    }

    /** {@code http://host:port}, no slash at the end. */
    public URI managementUrl() {
        return management.url();
    }

    /** {@code http://host:port}, no slash at the end. */
    public URI hubUrl() {
        return hub.url();
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
        return account.addToken(Material.serviceToken());
    }

    /** As a person at the dashboard: ends a service token; false if there is none of this id. */
    public boolean deleteToken(String id) {
        return account.removeToken(id);
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
        var made = account.makeKey(known(workspace), name, by, Lateness.NONE)
                .orElseThrow(() -> new IllegalArgumentException("the name " + name + " is taken"));
        return new MintedKey(made.key().view(), made.material());
    }

    /** As a person at the dashboard: ends a key; false if there is no living one of this id in any workspace. */
    public boolean deleteKey(String id) {
        for (var workspace : account.workspaces()) {
            var key = workspace.find(id);
            if (key.isPresent()) {
                return workspace.delete(key.get(), account.now(), SOMEBODY, Lateness.NONE);
            }
        }
        return false;
    }

    /** All keys that ever were in the workspace, oldest first. */
    public List<ApiKey> keys(String workspace) {
        return known(workspace).all().stream().map(StoredKey::view).toList();
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
        management.close();
        hub.close();
        elsewhere.close();
    }

    private Workspace known(String slug) {
        return account.workspace(slug).orElseThrow(() -> new IllegalArgumentException("there is no workspace " + slug));
    }
}
