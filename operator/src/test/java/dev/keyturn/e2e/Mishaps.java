package dev.keyturn.e2e;

import static org.awaitility.Awaitility.await;

import dev.keyturn.port.Names;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What goes wrong in a year, one thing after the other, to the credential {@code checkout}; each ends with one more revision. */
final class Mishaps {

    /** What the log says of a write that somebody else was faster with. */
    static final String LOST = "lost a write";

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Stage stage;

    Mishaps(Stage stage) {
        this.stage = stage;
    }

    void callsThatFail() {
        stage.provider.order(FaultRule.on(CallKind.CREATE_KEY, Fault.statusAfterEffect(500)));
        stage.provider.order(FaultRule.on(CallKind.PROBE, Fault.html()));
        stage.provider.order(FaultRule.on(CallKind.DELETE_KEY, Fault.wrongShape()));
        stage.provider.order(FaultRule.on(CallKind.LIST_KEYS, Fault.truncated()));
        stage.annotate("checkout", Names.ROTATE, "please");
        awaitRevision(2);

        stage.provider.order(FaultRule.on(CallKind.CREATE_KEY, Fault.truncated()));
        // The leaked value itself, pasted where a ticket number belongs.
        stage.annotate("checkout", Names.EXPOSED, stage.published("checkout"));
        awaitRevision(3);
        stage.awaitStatus(
                "checkout",
                status -> status.requests().stream()
                        .anyMatch(request -> request.token().startsWith("sha256:") && request.provedDeadAt() != null));
        stage.cluster
                .kubectl("annotate", "ssak/checkout", "-n", stage.shop, Names.EXPOSED + "-")
                .orFail();
    }

    /** What an API server says in a refusal may be made of the object that it refuses. Answers with the status meanwhile. */
    String aPolicyThatQuotesWhatItRefuses() {
        stage.kubectl("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: quoting-%1$s}
                spec:
                  matchConstraints:
                    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [UPDATE], resources: [secrets]}]
                  validations:
                    - expression: "!has(object.data) || !('SUPRSEND_API_KEY' in object.data)"
                      messageExpression: "'refused: ' + string(object.data['SUPRSEND_API_KEY'])"
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: quoting-%1$s}
                spec:
                  policyName: quoting-%1$s
                  validationActions: [Deny]
                  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}}
                """.formatted(stage.shop));
        await("the policy").atMost(LONGEST).until(() -> quoted());
        stage.annotate("checkout", Names.ROTATE, "once more");
        var refused = stage.awaitStatus(
                "checkout", status -> Stage.reason(status, "Stalled").equals("MissingPermission"));
        stage.cluster
                .kubectl(
                        "delete",
                        "validatingadmissionpolicy/quoting-" + stage.shop,
                        "validatingadmissionpolicybinding/quoting-" + stage.shop)
                .orFail();
        awaitRevision(4);
        return refused.toString();
    }

    private boolean quoted() {
        var said = stage.cluster.kubectl(
                "annotate",
                "secret/checkout",
                "-n",
                stage.shop,
                "--overwrite",
                "example.com/word=" + System.nanoTime());
        return said.exitCode() != 0 && said.stderr().contains("refused: ");
    }

    void writesThatConflict(OperatorProcess program) {
        try (var threads = Executors.newSingleThreadScheduledExecutor()) {
            var others = threads.scheduleWithFixedDelay(() -> touch(), 0, 5, TimeUnit.MILLISECONDS);
            stage.annotate("checkout", Names.ROTATE, "and again");
            await("a write that is lost")
                    .atMost(LONGEST)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> program.log().contains(LOST));
            others.cancel(false);
        }
        awaitRevision(5);
    }

    /** Somebody who writes to the same objects all the time. */
    private void touch() {
        var word = "{\"metadata\": {\"annotations\": {\"example.com/word\": \"%s\"}}}".formatted(System.nanoTime());
        stage.keyrings()
                .forEach(keyring -> stage.client()
                        .secrets()
                        .inNamespace(stage.home)
                        .withName(keyring.getMetadata().getName())
                        .patch(word));
        stage.client().secrets().inNamespace(stage.shop).withName("checkout").patch(word);
    }

    void rightsThatAreTakenAway() {
        stage.account().take();
        var refusals = Bill.open(stage);
        stage.annotate("checkout", Names.ROTATE, "for the last time");
        await("a refused call").atMost(LONGEST).until(() -> refusals.refused() > 0);
        stage.account().give();
        awaitRevision(6);
    }

    private void awaitRevision(int revision) {
        await("revision " + revision)
                .atMost(LONGEST)
                .until(() -> stage.status("checkout")
                        .filter(status -> Integer.valueOf(revision).equals(status.revision()))
                        .isPresent());
    }
}
