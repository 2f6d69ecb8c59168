package dev.keyturn.e2e;

import dev.keyturn.cluster.Command;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.crd.ServiceToken;
import dev.keyturn.simulator.MintedToken;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A stage's tenant with an account of its own, whose service token a {@code ServiceToken} looks after; and the person who makes tokens. */
final class Tokens {

    static final String ACCOUNT = "team";
    static final String NAME = "suprsend";
    static final String ENTRY = "SUPRSEND_SERVICE_TOKEN";

    private final Stage stage;
    private final String namespace;
    private final String accountRef;

    Tokens(Stage stage) {
        this(stage, stage.shop, "{kind: SuprSendAccount, name: " + ACCOUNT + "}");
    }

    private Tokens(Stage stage, String namespace, String accountRef) {
        this.stage = stage;
        this.namespace = namespace;
        this.accountRef = accountRef;
    }

    /** Those of the stage's cluster account, in the operator's namespace; its Secret there was made by hand, and consents. */
    static Tokens ofTheCluster(Stage stage) {
        stage.kubectl("""
                apiVersion: keyturn.dev/v1alpha1
                kind: ClusterSuprSendAccount
                metadata: {name: %s}
                spec:
                  serviceTokenRef: {name: %s}
                  grants:
                    - {namespaces: {names: [%s]}, workspaces: [staging]}
                    - {namespaces: {names: [%s]}, serviceTokens: true}
                """.formatted(stage.accountName(), NAME, stage.shop, stage.home));
        stage.cluster
                .kubectl(
                        "annotate", "secret/" + NAME, "-n", stage.home, "keyturn.dev/adoptable-by=ServiceToken/" + NAME)
                .orFail();
        return new Tokens(stage, stage.home, "{name: " + stage.accountName() + "}");
    }

    /** Who may read the published Secret, as the status says it. */
    List<String> readers() {
        return status().stream()
                .flatMap(status -> Stream.ofNullable(status.readers()))
                .flatMap(readers -> readers.subjects().stream())
                .toList();
    }

    /** The account, whose token Secret is the one that a token of this name publishes. */
    Tokens account() {
        stage.kubectl("""
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendAccount
                metadata: {name: %s, namespace: %s}
                spec: {serviceTokenRef: {name: %s}, contact: "platform@example.com"}
                """.formatted(ACCOUNT, stage.shop, NAME));
        return this;
    }

    /** The Secret as somebody made it by hand, with the token that the provider began with. */
    Tokens byHand(Map<String, String> annotations) {
        var secret = new SecretBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(stage.shop)
                .withAnnotations(annotations)
                .endMetadata()
                .addToStringData(ENTRY, stage.provider.serviceToken())
                .build();
        stage.client().resource(secret).create();
        return this;
    }

    /** The token; further lines of its spec, unindented. */
    Tokens apply(String... spec) {
        stage.kubectl("""
                apiVersion: keyturn.dev/v1alpha1
                kind: ServiceToken
                metadata: {name: %s, namespace: %s}
                spec:
                  accountRef: %s
                %s
                """.formatted(
                        NAME, namespace, accountRef, String.join("\n", spec).indent(2)));
        return this;
    }

    /** An API key of the same account. */
    void apiKey(String name, String... spec) {
        stage.kubectl(
                """
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendApiKey
                metadata: {name: %s, namespace: %s}
                spec:
                  accountRef: {kind: SuprSendAccount, name: %s}
                  workspace: staging
                %s
                """.formatted(name, stage.shop, ACCOUNT, String.join("\n", spec).indent(2)));
    }

    void annotate(String annotation) {
        stage.cluster
                .kubectl("annotate", "svctok/" + NAME, "-n", namespace, "--overwrite", annotation)
                .orFail();
    }

    /** Changes something in the spec that means nothing for the token, so that the operator looks at all of it again. */
    void look() {
        stage.cluster
                .kubectl(
                        "patch",
                        "svctok/" + NAME,
                        "-n",
                        namespace,
                        "--type=merge",
                        "-p",
                        "spec: {onExposure: {waitForConsumers: %ds}}".formatted(generation()))
                .orFail();
    }

    /** Of the token as it is now. */
    long generation() {
        return stage.client()
                .resources(ServiceToken.class)
                .inNamespace(namespace)
                .withName(NAME)
                .get()
                .getMetadata()
                .getGeneration();
    }

    Optional<CredentialStatus> status() {
        return Optional.ofNullable(stage.client()
                        .resources(ServiceToken.class)
                        .inNamespace(namespace)
                        .withName(NAME)
                        .get())
                .flatMap(found -> Optional.ofNullable(found.getStatus()));
    }

    CredentialStatus await(Predicate<CredentialStatus> wanted) {
        return Awaitility.await("status of the token")
                .atMost(Stage.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(this::status, found -> found.filter(wanted).isPresent())
                .orElseThrow();
    }

    CredentialStatus awaitRevision(int revision) {
        return await(status -> Integer.valueOf(revision).equals(status.revision()));
    }

    /** What the condition says; empty where there is none. */
    String message(String condition) {
        return status().stream()
                .flatMap(status -> status.conditions().stream())
                .filter(found -> condition.equals(found.getType()))
                .map(found -> found.getMessage())
                .findFirst()
                .orElse("");
    }

    /** Waits for the request to a person, and answers with the command in it. */
    String awaitCommand() {
        await(status -> Stage.reason(status, "ActionRequired").equals("AwaitingDelivery"));
        // The command may be typed once the Secret that it fills is there.
        Awaitility.await("the Secret to hand in")
                .atMost(Stage.PATIENCE)
                .until(() -> delivery().isPresent());
        var message = message("ActionRequired");
        return message.substring(message.indexOf("read -rs"));
    }

    /** Types the command into a shell as a person does, and the token when it waits for it. */
    void type(String command, String token) {
        var shell = new ProcessBuilder("bash", "-c", command);
        shell.environment().put("KUBECONFIG", stage.cluster.kubeconfig().toString());
        shell.environment().merge("PATH", stage.cluster.programs().toString(), (path, own) -> own + ":" + path);
        Command.run(shell, token + "\n", Duration.ofSeconds(30)).orFail();
    }

    /** Waits until a new value is asked for, makes one and hands it in. */
    MintedToken handOver() {
        var command = awaitCommand();
        var made = stage.provider.mintToken();
        type(command, made.material());
        return made;
    }

    /** Puts these entries, and no others, into the Secret for deliveries, however that is done. */
    void put(Map<String, byte[]> entries) {
        var delivery = stage.client()
                .secrets()
                .inNamespace(namespace)
                .withName(NAME + "-delivery")
                .get();
        new Person(stage)
                .put(new SecretBuilder(delivery)
                        .withData(entries.entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        entry -> Base64.getEncoder().encodeToString(entry.getValue()))))
                        .build());
    }

    /** What the events of the token say, of one reason or of all. */
    String events(String reason) {
        return stage.client().events().v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> "ServiceToken".equals(event.getRegarding().getKind()))
                .filter(event -> reason.isEmpty() || reason.equals(event.getReason()))
                .map(event -> event.getNote())
                .collect(Collectors.joining("\n"));
    }

    /** Until when the person is to be there. */
    String until() {
        var message = message("ActionRequired");
        var from = message.indexOf("hand it in by ") + "hand it in by ".length();
        return message.substring(from, message.indexOf(' ', from));
    }

    /** The reason of a condition of the account; empty where there is none. */
    String account(String condition) {
        return stage.cluster
                .kubectl(
                        "get",
                        "ssacct/" + ACCOUNT,
                        "-n",
                        namespace,
                        "-o",
                        "jsonpath={.status.conditions[?(@.type==\"" + condition + "\")].reason}")
                .orFail();
    }

    Optional<Secret> delivery() {
        return Optional.ofNullable(stage.client()
                .secrets()
                .inNamespace(namespace)
                .withName(NAME + "-delivery")
                .get());
    }

    String published() {
        var secret =
                stage.client().secrets().inNamespace(namespace).withName(NAME).get();
        var value = secret == null || secret.getData() == null
                ? null
                : secret.getData().get(ENTRY);
        return value == null ? "" : new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    }
}
