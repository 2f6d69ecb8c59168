package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.MintedKey;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A credential begins with a key that a person made, and that stands in a Secret which a person made. */
@ClusterTest
final class TakeOverTest {

    @Test
    void it_becomes_revision_zero_unchanged_turns_when_asked_and_is_then_dead(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var key = stage.provider.mintKey("staging", "made by hand");
            var other = stage.provider.mintKey("staging", "of somebody else");
            theirs(stage, "checkout", key, Map.of());
            var before = Objects.requireNonNull(stage.secret("checkout"));

            stage.apply("checkout", takeOver(key), "rotation: {overlap: 0s}");
            stage.awaitStatus("checkout", seen -> Stage.reason(seen, "Stalled").equals("NotAdoptable"));
            assertThat(stage.secret("checkout"))
                    .as("untouched without its consent")
                    .isEqualTo(before);
            assertThat(stage.keyrings()).isEmpty();

            consent(stage, "checkout");
            var taken = stage.awaitSettled("checkout", 0);
            assertThat(taken.keys().getFirst().id()).isEqualTo(key.key().id());
            assertThat(stage.made()).isZero();
            var secret = Objects.requireNonNull(stage.secret("checkout"));
            assertThat(secret.getData()).isEqualTo(before.getData());
            assertThat(secret.getMetadata().getAnnotations())
                    .containsEntry("keyturn.dev/revision", "0")
                    .containsEntry("keyturn.dev/key-id", key.key().id());

            stage.restart();
            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            stage.awaitSettled("checkout", 1);
            assertThat(stage.provider.accepts(key.material())).isFalse();
            assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();
            assertThat(stage.provider.accepts(other.material())).isTrue();
            assertThat(Person.decoded(Objects.requireNonNull(stage.secret("checkout")), "DATABASE_URL"))
                    .isEqualTo("db://theirs");
        }
    }

    @Test
    void one_that_is_to_stay_lives_on_and_one_that_was_exposed_before_is_replaced_at_once(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var stays = stage.provider.mintKey("staging", "for others, too");
            theirs(stage, "checkout", stays, consentOf("checkout"));
            stage.apply(
                    "checkout",
                    "takeOver: {keyId: %s, revoke: false}".formatted(stays.key().id()),
                    "rotation: {overlap: 0s}");
            stage.awaitSettled("checkout", 0);
            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            stage.awaitSettled("checkout", 1);
            assertThat(stage.provider.accepts(stays.material())).isTrue();

            var leaked = stage.provider.mintKey("staging", "leaked");
            theirs(stage, "refunds", leaked, consentOf("refunds"));
            new Person(stage).apply("refunds", Map.of("keyturn.dev/exposed", "build-log-4711"), takeOver(leaked));
            stage.awaitSettled("refunds", 1);
            assertThat(stage.provider.accepts(leaked.material())).isFalse();
        }
    }

    @Test
    void what_does_not_fit_is_told_and_nothing_is_made(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var key = stage.provider.mintKey("staging", "made by hand");
            var other = stage.provider.mintKey("staging", "of somebody else");
            theirs(stage, "checkout", key, consentOf("checkout"));
            var before = Objects.requireNonNull(stage.secret("checkout"));

            stage.apply("checkout", takeOver(other));
            assertThat(stalled(stage, "checkout", "is not the one in Secret checkout"))
                    .contains("the value there fits " + key.key().id())
                    .doesNotContain(key.material());

            new Person(stage).patch("checkout", "spec: {takeOver: {keyId: ws_apik_nobody}}");
            assertThat(stalled(stage, "checkout", "has no key ws_apik_nobody")).contains("NotAdoptable");
            assertThat(stage.secret("checkout")).isEqualTo(before);
            assertThat(stage.keyrings()).isEmpty();
            assertThat(stage.made()).isZero();

            new Person(stage)
                    .patch(
                            "checkout",
                            "spec: {takeOver: {keyId: %s}}".formatted(key.key().id()));
            stage.awaitSettled("checkout", 0);

            theirs(stage, "refunds", key, consentOf("refunds"));
            stage.apply("refunds", takeOver(key));
            assertThat(stalled(
                            stage, "refunds", "has taken over key " + key.key().id()))
                    .startsWith("Conflict");
            assertThat(stage.published("refunds")).isEqualTo(key.material());
        }
    }

    @Test
    void a_secret_that_nobody_has_said_anything_of_is_told_which_key_it_has(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            // Until the account has answered nobody is told which key the Secret has.
            new AccountSight(stage).await("ClusterSuprSendAccount", stage.accountName(), "Authenticated");
            var key = stage.provider.mintKey("staging", "made by hand");
            stage.provider.mintKey("staging", "of somebody else");
            theirs(stage, "checkout", key, Map.of());
            var before = Objects.requireNonNull(stage.secret("checkout"));

            stage.apply("checkout");
            var line = "takeOver: {keyId: %s, revoke: true}".formatted(key.key().id());
            assertThat(stalled(stage, "checkout", line))
                    .contains("does not consent")
                    .doesNotContain(key.material());
            var lists = stage.provider.count(CallKind.LIST_KEYS);
            assertThat(stage.secret("checkout")).isEqualTo(before);

            // What the message says to do, in its order.
            var person = new Person(stage);
            person.patch("checkout", "spec: {" + line + "}");
            stage.awaitStatus(
                    "checkout",
                    TestdataTest.seen(person.generation("checkout"))
                            .and(seen -> Stage.reason(seen, "Stalled").equals("NotAdoptable")));
            assertThat(stage.provider.count(CallKind.LIST_KEYS)).isEqualTo(lists);
            consent(stage, "checkout");
            stage.awaitSettled("checkout", 0);
        }
    }

    @Test
    void a_pair_is_taken_over_whole(ControlPlane cluster) {
        try (var stage = new Stage(cluster).of(Kind.WORKSPACE_KEY).start()) {
            var pair = stage.provider.pairs().mint("staging", "made by hand");
            stage.client()
                    .resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName("checkout")
                            .withNamespace(stage.shop)
                            .withAnnotations(Map.of("keyturn.dev/adoptable-by", "SuprSendWorkspaceKey/checkout"))
                            .endMetadata()
                            .withStringData(Map.of(
                                    "SUPRSEND_WORKSPACE_KEY", pair.pair().key(),
                                    "SUPRSEND_WORKSPACE_SECRET", pair.secret()))
                            .build())
                    .create();

            stage.apply(
                    "checkout", "takeOver: {keyId: %s}".formatted(pair.pair().id()), "rotation: {overlap: 0s}");
            stage.awaitSettled("checkout", 0);
            assertThat(stage.published("checkout")).isEqualTo(pair.pair().key());

            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            stage.awaitSettled("checkout", 1);
            assertThat(stage.published("checkout")).isNotEqualTo(pair.pair().key());
        }
    }

    private static String takeOver(MintedKey key) {
        return "takeOver: {keyId: %s}".formatted(key.key().id());
    }

    private static Map<String, String> consentOf(String name) {
        return Map.of("keyturn.dev/adoptable-by", "SuprSendApiKey/" + name);
    }

    private static void consent(Stage stage, String name) {
        stage.cluster
                .kubectl(
                        "annotate",
                        "secret/" + name,
                        "-n",
                        stage.shop,
                        "keyturn.dev/adoptable-by=SuprSendApiKey/" + name)
                .orFail();
        // Such a Secret is not watched, and looked at now and then alone.
        new Person(stage).look(name);
    }

    private static void theirs(Stage stage, String name, MintedKey key, Map<String, String> annotations) {
        stage.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(stage.shop)
                        .withAnnotations(annotations)
                        .endMetadata()
                        .withStringData(Map.of("SUPRSEND_API_KEY", key.material(), "DATABASE_URL", "db://theirs"))
                        .build())
                .create();
    }

    /** Reason and message of the condition Stalled, once the message has these words. */
    private static String stalled(Stage stage, String name, String words) {
        return stage.awaitStatus(name, seen -> said(seen).contains(words)).conditions().stream()
                .filter(found -> "Stalled".equals(found.getType()))
                .map(found -> found.getReason() + ": " + found.getMessage())
                .findFirst()
                .orElse("");
    }

    private static String said(CredentialStatus status) {
        return status.conditions().stream()
                .filter(found -> "Stalled".equals(found.getType()))
                .map(found -> found.getMessage())
                .findFirst()
                .orElse("");
    }
}
