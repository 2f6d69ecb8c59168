package dev.keyturn.admission;

import static dev.keyturn.admission.Manifests.publishingPair;
import static dev.keyturn.admission.Manifests.workspaceKey;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A workspace key is refused what an API key is, and what its own placeholders forbid. */
@ClusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusedWorkspaceKeysTest {

    private static final String TWO_PLACEHOLDERS =
            "spec.publish.data: Invalid value: write no '{{' but in {{key}}, {{secret}}, {{previous.key}} and"
                    + " {{previous.secret}}, the only placeholders there are";
    private static final String USE_ONE =
            "spec.publish.data: Invalid value: use {{key}} or {{secret}} in at least one entry that has nothing of the previous one, such as"
                    + " SUPRSEND_WORKSPACE_SECRET: \"{{secret}}\"";

    private static final String ITS_OWN =
            "spec.turning: Invalid value: turning is for pair: Default; leave it out, a pair of its own"
                    + " always turns by the API";

    private final ApiServer server;

    RefusedWorkspaceKeysTest(ControlPlane cluster) {
        server = ApiServer.of(cluster);
    }

    @ParameterizedTest
    @MethodSource({"sameAsOfApiKeys", "placeholders", "unused", "whichPair"})
    void refuses_with_a_sentence_that_says_what_to_write(String manifest, String sentence) {
        ApiServer.assertRefused(server.tryCreate(manifest), sentence);
    }

    static Stream<Arguments> sameAsOfApiKeys() {
        return Stream.of(
                        RefusedApiKeysTest.specs(),
                        RefusedApiKeysTest.workspaces(),
                        RefusedApiKeysTest.intervals(),
                        RefusedApiKeysTest.overlaps(),
                        RefusedApiKeysTest.references(),
                        RefusedApiKeysTest.names(),
                        RefusedPublicationsTest.secretNames(),
                        RefusedPublicationsTest.entryNames(),
                        RefusedPublicationsTest.sizes(),
                        RefusedPublicationsTest.foreignKeys(),
                        RefusedPublicationsTest.labels())
                .flatMap(Manifests::ofPairs);
    }

    static Stream<Arguments> whichPair() {
        return Stream.of(
                argumentSet(
                        "a pair that there is not",
                        workspaceKey("{workspace: staging, pair: Both}"),
                        "spec.pair: Unsupported value: \"Both\": supported values: \"Default\", \"Own\""),
                argumentSet(
                        "a way to turn that there is not",
                        workspaceKey("{workspace: staging, pair: Default, turning: Mail}"),
                        "spec.turning: Unsupported value: \"Mail\": supported values: \"Api\", \"Bridge\", \"Delivery\""),
                argumentSet(
                        "a way to turn a pair of its own", workspaceKey("{workspace: staging, turning: Api}"), ITS_OWN),
                argumentSet(
                        "the value before of what turns in place",
                        workspaceKey(
                                "{workspace: staging, pair: Default, publish: {data: {a: '{{secret}}', b: '{{ previous.secret}}'}}}"),
                        "spec.publish.data: Invalid value: leave out what shows the previous pair"),
                argumentSet(
                        "a pair to begin with of which only a half stands by itself",
                        workspaceKey(
                                "{workspace: staging, takeOver: {keyId: a}, publish: {data: {a: '{{key}}:{{secret}}', b: '{{ key }}'}}}"),
                        "spec.takeOver: Invalid value: takeOver needs an entry of publish.data that is just {{key}}"),
                argumentSet(
                        "a pair to begin with in place of the default one",
                        workspaceKey("{workspace: staging, pair: Default, takeOver: {keyId: a}}"),
                        "spec.takeOver: Invalid value: takeOver is for pair: Own"),
                argumentSet(
                        "the same where that is said",
                        workspaceKey("{workspace: staging, pair: Own, turning: Delivery}"),
                        ITS_OWN));
    }

    static Stream<Arguments> placeholders() {
        return Stream.of(
                        "{{apiKey}}",
                        "{{previous.keys}}",
                        "{{Key}}",
                        "{{ .secret }}",
                        "{{key secret}}",
                        "{{keysecret}}",
                        "{{key | b64enc}}",
                        "{{}}",
                        "{{",
                        "{{secret}",
                        "{{{secret}}}",
                        "{{key}}{{",
                        "{{key}}{{{secret}}",
                        "{{{{key}}}}",
                        "{{\\u00a0secret}}")
                .map(value -> argumentSet(
                        "value '" + value + "'",
                        publishingPair("{data: {good: \"{{key}}:{{secret}}\", bad: \"" + value + "\"}}"),
                        TWO_PLACEHOLDERS));
    }

    static Stream<Arguments> unused() {
        return Stream.of(
                argumentSet("a pair: empty data", publishingPair("{data: {}}"), USE_ONE),
                argumentSet(
                        "data with neither half",
                        publishingPair("{data: {SUPRSEND_BASE_URL: \"https://hub.suprsend.com\", a: \"{secret}\"}}"),
                        USE_ONE));
    }
}
