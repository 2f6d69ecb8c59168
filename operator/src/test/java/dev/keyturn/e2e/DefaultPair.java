package dev.keyturn.e2e;

import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.MintedPair;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** The credential {@code signer} of a stage, which is about the pair that came with the workspace. */
final class DefaultPair {

    static final String KEY = "SUPRSEND_WORKSPACE_KEY";
    static final String SECRET = "SUPRSEND_WORKSPACE_SECRET";

    private static final String NAME = "signer";
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Stage stage;
    private final Credentials credentials;

    DefaultPair(Stage stage) {
        this.stage = stage;
        credentials = new Credentials(stage, Kind.WORKSPACE_KEY);
        stage.kubectl("""
                apiVersion: keyturn.dev/v1alpha1
                kind: ClusterSuprSendAccount
                metadata: {name: %s}
                spec:
                  contact: platform@example.com
                  serviceTokenRef: {name: suprsend}
                  grants: [{namespaces: {names: [%s]}, workspaces: [staging], defaultPair: true}]
                """.formatted(stage.accountName(), stage.shop));
    }

    DefaultPair apply(String... spec) {
        return applyAs(NAME, spec);
    }

    DefaultPair applyAs(String name, String... spec) {
        credentials.apply(name, "pair: Default\n" + String.join("\n", spec));
        return this;
    }

    void delete() {
        credentials.delete(NAME);
    }

    void rotate(String token) {
        credentials.annotate(NAME, "keyturn.dev/rotate", token);
    }

    CredentialStatus await(Predicate<CredentialStatus> wanted) {
        return awaitOf(NAME, wanted);
    }

    /** Waits longer than others do: while what came of a call is not known nobody acts on its intent for fifteen seconds. */
    CredentialStatus awaitOf(String name, Predicate<CredentialStatus> wanted) {
        return Awaitility.await("status of " + name)
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> credentials.status(name),
                        found -> found.filter(wanted).isPresent())
                .orElseThrow();
    }

    CredentialStatus awaitSettled(int revision) {
        return await(status -> Integer.valueOf(revision).equals(status.revision())
                && status.keys().size() == 1
                && status.rotation() == null
                && Stage.reason(status, "Ready").equals("Settled"));
    }

    CredentialStatus awaitProvedDead(String token) {
        return await(status -> status.requests().stream()
                .anyMatch(request -> request.token().equals(token) && request.provedDeadAt() != null));
    }

    String message(String condition) {
        return credentials.status(NAME).orElseThrow().conditions().stream()
                .filter(found -> found.getType().equals(condition))
                .map(found -> found.getMessage())
                .findFirst()
                .orElse("");
    }

    Map<String, String> published() {
        var values = new TreeMap<String, String>();
        var secret = credentials.secret(NAME);
        if (secret != null && secret.getData() != null) {
            secret.getData()
                    .forEach((name, value) ->
                            values.put(name, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        }
        return values;
    }

    boolean accepts(Map<String, String> pair) {
        return stage.provider.pairs().accepts(pair.getOrDefault(KEY, ""), pair.getOrDefault(SECRET, ""));
    }

    /** What the record has at the provider, as the Secret would say it. */
    Map<String, String> record() {
        var pair = pair();
        return new TreeMap<>(Map.of(KEY, pair.pair().key(), SECRET, pair.secret()));
    }

    MintedPair pair() {
        return stage.provider.pairs().byDefault("staging");
    }

    long turned() {
        return stage.provider.count(CallKind.ROTATE_PAIR);
    }

    /** Hands these in as a person would who types them into the Secret that is there for it. */
    void deliver(MintedPair pair) {
        Awaitility.await("the Secret for it").atMost(Stage.PATIENCE).until(this::hasDelivery);
        stage.client()
                .secrets()
                .inNamespace(stage.shop)
                .withName(NAME + "-delivery")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"stringData\": {\"key\": \"%s\", \"secret\": \"%s\"}}"
                                .formatted(pair.pair().key(), pair.secret() + "\\n"));
    }

    boolean hasDelivery() {
        return stage.client()
                        .secrets()
                        .inNamespace(stage.shop)
                        .withName(NAME + "-delivery")
                        .get()
                != null;
    }

    /** Somebody writes something that is not ours to the published Secret: then the credential is looked at. */
    void look() {
        stage.client()
                .secrets()
                .inNamespace(stage.shop)
                .withName(NAME)
                .patch("{\"metadata\": {\"annotations\": {\"example.com/word\": \"%s\"}}}"
                        .formatted(UUID.randomUUID()));
    }
}
