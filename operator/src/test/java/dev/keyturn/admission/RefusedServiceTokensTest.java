package dev.keyturn.admission;

import static dev.keyturn.admission.Manifests.publishingToken;
import static dev.keyturn.admission.Manifests.serviceToken;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A service token is refused what an API key is, and what its own placeholder and its list of readers forbid. */
@ClusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusedServiceTokensTest {

    private static final String ONE_PLACEHOLDER =
            "spec.publish.data: Invalid value: write no '{{' but in {{token}} and {{previous.token}}, the only placeholders there are";
    private static final String USE_IT =
            "spec.publish.data: Invalid value: use {{token}} in at least one entry that has nothing of the previous one, such as SUPRSEND_SERVICE_TOKEN: \"{{token}}\"";
    private static final String A_READER = "spec.allowedReaders[0]";

    private final ApiServer server;

    RefusedServiceTokensTest(ControlPlane cluster) {
        server = ApiServer.of(cluster);
    }

    @ParameterizedTest
    @MethodSource({"sameAsOfApiKeys", "specs", "placeholders", "readers"})
    void refuses_with_a_sentence_that_says_what_to_write(String manifest, String sentence) {
        ApiServer.assertRefused(server.tryCreate(manifest), sentence);
    }

    static Stream<Arguments> sameAsOfApiKeys() {
        return Stream.of(
                        RefusedApiKeysTest.intervals(),
                        RefusedApiKeysTest.overlaps(),
                        RefusedApiKeysTest.references(),
                        RefusedApiKeysTest.names(),
                        RefusedPublicationsTest.secretNames(),
                        RefusedPublicationsTest.entryNames(),
                        RefusedPublicationsTest.sizes(),
                        RefusedPublicationsTest.foreignKeys(),
                        RefusedPublicationsTest.labels())
                .flatMap(Manifests::ofTokens);
    }

    static Stream<Arguments> specs() {
        return Stream.of(
                argumentSet(
                        "a token with a workspace",
                        serviceToken("{workspace: staging}"),
                        "unknown field \"spec.workspace\""),
                argumentSet(
                        "a token to begin with: one that stands in the Secret is taken anyway",
                        serviceToken("{takeOver: {keyId: a}}"),
                        "unknown field \"spec.takeOver\""),
                argumentSet(
                        "a token that is published nowhere",
                        publishingToken("{none: true}"),
                        "unknown field \"spec.publish.none\""),
                argumentSet(
                        "a token with an unknown policy",
                        serviceToken("{deletionPolicy: Delete}"),
                        "spec.deletionPolicy: Unsupported value: \"Delete\": supported values: \"Retain\", \"Revoke\""));
    }

    static Stream<Arguments> placeholders() {
        return Stream.concat(
                Stream.of(
                                "{{apiKey}}",
                                "{{previous.apiKey}}",
                                "{{Token}}",
                                "{{ .token }}",
                                "{{token | b64enc}}",
                                "{{}}",
                                "{{",
                                "{{token}",
                                "{{{token}}}",
                                "{{token}}{{",
                                "{{{{token}}}}",
                                "{{\\u00a0token}}")
                        .map(value -> argumentSet(
                                "value '" + value + "'",
                                publishingToken("{data: {good: \"{{token}}\", bad: \"" + value + "\"}}"),
                                ONE_PLACEHOLDER)),
                Stream.of(
                        argumentSet("a token: empty data", publishingToken("{data: {}}"), USE_IT),
                        argumentSet("data without the token", publishingToken("{data: {a: \"{token}\"}}"), USE_IT)));
    }

    static Stream<Arguments> readers() {
        return Stream.concat(
                Stream.of(
                        reader("of no kind", "{name: ada}", ".kind: Required value"),
                        reader(
                                "of an unknown kind",
                                "{kind: Robot, name: ada}",
                                ".kind: Unsupported value: \"Robot\": supported values: \"Group\", \"ServiceAccount\", \"User\""),
                        reader("without a name", "{kind: User}", ".name: Required value"),
                        reader("with an empty name", "{kind: User, name: \"\"}", ".name: Invalid value: "),
                        reader(
                                "with white space around its name",
                                "{kind: Group, name: \" admins\"}",
                                ".name: Invalid value: \" admins\": write the name of a subject, without white space around it"),
                        reader(
                                "without its namespace",
                                "{kind: ServiceAccount, name: web}",
                                ": Invalid value: write a namespace for a ServiceAccount, and none for a User or a Group"),
                        reader(
                                "with a namespace that it cannot have",
                                "{kind: User, namespace: shop, name: ada}",
                                ": Invalid value: write a namespace for a ServiceAccount, and none for a User or a Group"),
                        reader(
                                "with a namespace that there cannot be",
                                "{kind: ServiceAccount, namespace: shop/2, name: web}",
                                ".namespace: Invalid value: \"shop/2\": write the name of a namespace"),
                        reader(
                                "with a name that no ServiceAccount has",
                                "{kind: ServiceAccount, namespace: shop, name: Web}",
                                ": Invalid value: write the name of a ServiceAccount"),
                        argumentSet(
                                "a reader with the group of its kind",
                                serviceToken(
                                        "{allowedReaders: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: ada}]}"),
                                "unknown field \"spec.allowedReaders[0].apiGroup\"")),
                Stream.of(
                        argumentSet(
                                "65 readers",
                                serviceToken(IntStream.range(0, 65)
                                        .mapToObj(i -> "{kind: User, name: u%d}".formatted(i))
                                        .collect(joining(", ", "{allowedReaders: [", "]}"))),
                                "spec.allowedReaders: Too many: 65: must have at most 64 items"),
                        argumentSet(
                                "readers that are one word",
                                serviceToken("{allowedReaders: everybody}"),
                                "spec.allowedReaders: Invalid value: \"string\"")));
    }

    private static Arguments reader(String what, String subject, String sentence) {
        return argumentSet(
                "a reader " + what, serviceToken("{allowedReaders: [" + subject + "]}"), A_READER + sentence);
    }
}
