package dev.keyturn.demo;

import static dev.keyturn.demo.World.SHOP;
import static dev.keyturn.demo.World.WORKSPACE;

import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.port.Names;
import dev.keyturn.simulator.ApiKey;
import dev.keyturn.simulator.CallKind;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Sees what happens to the credential: in the cluster as its users do, at the provider as only a simulator lets one. */
final class Sight {

    static final String NAME = "checkout";
    private static final String ENTRY = "SUPRSEND_API_KEY";

    private final World world;
    private final Patience patience;

    Sight(World world, Patience patience) {
        this.world = world;
        this.patience = patience;
    }

    /** A key in the Secret; {@code value} is its material, and never printed. */
    record Published(String id, int revision, String value, String fingerprint) {
        @Override
        public String toString() {
            return "revision " + revision + "   " + fingerprint;
        }
    }

    Resource<SuprSendApiKey> credential() {
        return world.cluster
                .client()
                .resources(SuprSendApiKey.class)
                .inNamespace(SHOP)
                .withName(NAME);
    }

    Optional<CredentialStatus> status() {
        return Optional.ofNullable(credential().get()).map(SuprSendApiKey::getStatus);
    }

    /** The value that stands in the Secret now. */
    Optional<String> value() {
        return secret().map(Sight::value);
    }

    private static String value(Secret secret) {
        return Texts.plain(Objects.requireNonNull(secret.getData().get(ENTRY)));
    }

    private Optional<Secret> secret() {
        return Optional.ofNullable(world.cluster
                .client()
                .secrets()
                .inNamespace(SHOP)
                .withName(NAME)
                .get());
    }

    /** Waits for the key of this revision at the provider, where its name tells what it is. */
    ApiKey awaitIssued(int revision) throws BrokenStoryException {
        return patience.some(
                "a key of revision " + revision + " at the provider",
                () -> world.provider.livingKeys(WORKSPACE).stream()
                        .filter(key -> key.name().contains("-r" + revision + "-"))
                        .findFirst());
    }

    private long accepted(String id) {
        return probes(id, 200);
    }

    /** How often the operator asked the hub with this key and was refused. */
    long refused(String id) {
        return probes(id, 401);
    }

    private long probes(String id, int status) {
        return world.provider
                .calls(call -> call.kind() == CallKind.PROBE
                        && call.status() == status
                        && call.subject().filter(id::equals).isPresent())
                .size();
    }

    /** Waits until the hub accepted the key so often; false if the key stood in the Secret before that. */
    boolean awaitProved(String id, int times) throws BrokenStoryException {
        var early = new AtomicBoolean();
        patience.until(times + " proofs of the key " + id, () -> {
            // In this order: what was in the Secret at the first look must have had its proofs by the second.
            var inSecret = published(id).isPresent();
            var proved = accepted(id) >= times;
            early.compareAndSet(false, inSecret && !proved);
            return proved;
        });
        return !early.get();
    }

    Published awaitPublished(String id) throws BrokenStoryException {
        return patience.some("the key " + id + " in the Secret", () -> published(id));
    }

    private Optional<Published> published(String id) {
        return secret().filter(secret ->
                        id.equals(secret.getMetadata().getAnnotations().get(Names.KEY_ID)))
                .map(secret -> {
                    var value = value(secret);
                    var revision = secret.getMetadata().getAnnotations().get(Names.REVISION);
                    return new Published(id, Integer.parseInt(revision), value, fingerprint(value));
                });
    }

    /** As status shows it: by the key of the installation, which only the operator's namespace has. */
    private String fingerprint(String value) {
        var installation = world.cluster
                .client()
                .secrets()
                .inNamespace(World.HOME)
                .withName("keyturn-installation")
                .require();
        var key = Base64.getDecoder().decode(installation.getData().get("fingerprint-key"));
        return dev.keyturn.port.Secret.ofText(value).fingerprint(dev.keyturn.port.Secret.takeOwnership(key));
    }

    void awaitRevoked(String id) throws BrokenStoryException {
        patience.until("the key " + id + " deleted at the provider", () -> living().noneMatch(id::equals));
    }

    /** Waits until the operator has it no more among the keys that may be alive. */
    void awaitProvedDead(String id) throws BrokenStoryException {
        patience.until(
                "the key " + id + " proved dead",
                () -> status().filter(status ->
                                status.keys().stream().noneMatch(key -> key.id().equals(id)))
                        .isPresent());
    }

    /** Watches for a while that no key is made and none dies. */
    void awaitQuiet() throws BrokenStoryException {
        patience.quiet("the keys at the provider", () -> world.provider.keys(WORKSPACE));
    }

    /** Waits until the resource says that this revision is in the Secret. */
    void awaitRevision(int revision) throws BrokenStoryException {
        patience.until(
                "status.revision " + revision,
                () -> status().filter(status -> Objects.equals(status.revision(), revision))
                        .isPresent());
    }

    /** Waits until the operator says that nothing is left to do but to wait for the next turn. */
    CredentialStatus awaitSettled(int revision) throws BrokenStoryException {
        return patience.some(
                "revision " + revision + " settled",
                () -> status().filter(status -> Objects.equals(status.revision(), revision)
                        && status.keys().size() == 1
                        && status.rotation() == null
                        && reason(status).equals("Settled")));
    }

    private static String reason(CredentialStatus status) {
        return status.conditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .map(condition -> condition.getReason())
                .findFirst()
                .orElse("");
    }

    /** Ids of the keys that live at the provider. */
    Stream<String> living() {
        return world.provider.livingKeys(WORKSPACE).stream().map(ApiKey::id);
    }

    /** Keys that were ever made. */
    long made() {
        return world.provider.count(CallKind.CREATE_KEY);
    }
}
