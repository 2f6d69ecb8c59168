package dev.keyturn.admission;

import static dev.keyturn.admission.Manifests.publishing;
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

@ClusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusedPublicationsTest {

    private static final String ONE_PLACEHOLDER =
            "spec.publish.data: Invalid value: write no '{{' but in {{apiKey}} and {{previous.apiKey}}, the only placeholders there are";
    private static final String USE_IT =
            "spec.publish.data: Invalid value: use {{apiKey}} in at least one entry that has nothing of the previous one, such as SUPRSEND_API_KEY: \"{{apiKey}}\"";
    private static final String ENTRY = "spec.publish.data: Invalid value: name each entry with letters, digits,";
    private static final String TOO_LARGE =
            "spec.publish.data: Invalid value: shorten the entries: names and values together may have at most 8192 bytes";
    private static final String VALUES =
            "spec.publish.labels: Invalid value: write each value with at most 63 letters,";

    private final ApiServer server;

    RefusedPublicationsTest(ControlPlane cluster) {
        server = ApiServer.of(cluster);
    }

    @ParameterizedTest
    @MethodSource({"secretNames", "entryNames", "placeholders", "sizes", "foreignKeys", "labels"})
    void refuses_with_a_sentence_that_says_what_to_write(String manifest, String sentence) {
        ApiServer.assertRefused(server.tryCreate(manifest), sentence);
    }

    static Stream<Arguments> secretNames() {
        return Stream.concat(
                Stream.of("", "Checkout", "a..b", "-a", "a.", "shop/checkout", "a".repeat(254))
                        .map(name -> argumentSet(
                                "Secret '" + name + "'",
                                publishing("{secretName: \"" + name + "\"}"),
                                "spec.publish.secretName: Invalid value: \"" + name
                                        + "\": write the name of an object")),
                Stream.of(
                        argumentSet(
                                "a Secret where people hand values in",
                                publishing("{secretName: checkout-delivery}"),
                                "spec.publish.secretName: Invalid value: \"checkout-delivery\": write a name that does not end with -delivery")));
    }

    static Stream<Arguments> entryNames() {
        return Stream.of(".", "..x", ".env", "", "a/b", "a b", "schlüssel", "a".repeat(254))
                .map(name -> argumentSet(
                        "entry '" + name + "'", publishing("{data: {\"" + name + "\": \"{{apiKey}}\"}}"), ENTRY));
    }

    static Stream<Arguments> placeholders() {
        return Stream.concat(
                Stream.of(
                                "{{previous}}",
                                "{{previous.apikey}}",
                                "{{previous.previous.apiKey}}",
                                "{{previous .apiKey}}",
                                "{{apikey}}",
                                "{{ .apiKey }}",
                                "{{apiKey | b64enc}}",
                                "{{}}",
                                "{{",
                                "{{apiKey}",
                                "{{{apiKey}}}",
                                "{{apiKey}}{{",
                                "{{apiKey}}{{{apiKey}}",
                                "{{{{apiKey}}}}",
                                "{{$x}} {{apiKey}}",
                                "{{api\\u00a0Key}}",
                                "{{\\u00a0apiKey}}")
                        .map(value -> argumentSet(
                                "value '" + value + "'",
                                publishing("{data: {good: \"{{apiKey}}\", bad: \"" + value + "\"}}"),
                                ONE_PLACEHOLDER)),
                Stream.of(
                        argumentSet("empty data", publishing("{data: {}}"), USE_IT),
                        argumentSet(
                                "data with nothing but the previous key",
                                publishing(
                                        "{data: {a: \"{{previous.apiKey}}\", b: \"{{apiKey}} {{ previous.apiKey }}\"}}"),
                                USE_IT),
                        argumentSet(
                                "data without the key",
                                publishing(
                                        "{data: {SUPRSEND_BASE_URL: \"https://hub.suprsend.com\", a: \"{apiKey}\"}}"),
                                USE_IT)));
    }

    static Stream<Arguments> sizes() {
        // With {{apiKey}} and the names of both entries, one byte above the limit each.
        return Stream.of(
                argumentSet(
                        "8193 bytes",
                        publishing("{data: {k: \"{{apiKey}}\", a: " + "x".repeat(8181) + "}}"),
                        TOO_LARGE),
                argumentSet(
                        "8193 bytes in 2733 characters",
                        publishing("{data: {k: \"{{apiKey}}\", a: " + "€".repeat(2727) + "}}"),
                        TOO_LARGE),
                argumentSet(
                        "8193 bytes of which the name has 253",
                        publishing("{data: {k: \"{{apiKey}}\", " + "a".repeat(253) + ": " + "x".repeat(7929) + "}}"),
                        TOO_LARGE),
                argumentSet(
                        "33 entries",
                        publishing("{data: " + entries(33, "'{{apiKey}}'") + "}"),
                        "spec.publish.data: Too many: 33: must have at most 32 items"),
                argumentSet(
                        "33 labels",
                        publishing("{labels: " + entries(33, "x") + "}"),
                        "spec.publish.labels: Too many: 33: must have at most 32 items"),
                argumentSet(
                        "33 annotations",
                        publishing("{annotations: " + entries(33, "x") + "}"),
                        "spec.publish.annotations: Too many: 33: must have at most 32 items"));
    }

    private static String entries(int count, String value) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i + ": " + value).collect(joining(", ", "{", "}"));
    }

    static Stream<Arguments> foreignKeys() {
        return Stream.of(
                        "keyturn.dev/keyring",
                        "x.keyturn.dev/keyring",
                        "kubernetes.io/service-account.name",
                        "app.kubernetes.io/managed-by",
                        "k8s.io/a",
                        "cluster.x-k8s.io/cluster-name",
                        "argoproj.io/a",
                        "argocd.argoproj.io/instance",
                        "kustomize.toolkit.fluxcd.io/name",
                        "helm.sh/chart",
                        "meta.helm.sh/release-name",
                        "external-secrets.io/type",
                        "reconcile.external-secrets.io/managed")
                .flatMap(key -> Stream.of("labels", "annotations")
                        .map(field -> argumentSet(
                                field + " " + key,
                                publishing("{" + field + ": {ok: x, " + key + ": x}}"),
                                "spec.publish." + field + ": Invalid value: use a prefix of your own: keyturn.dev,")));
    }

    static Stream<Arguments> labels() {
        return Stream.concat(
                Stream.of(
                                "",
                                "a b",
                                "/a",
                                "a/",
                                "a/b/c",
                                "Example.com/a",
                                "KeyTurn.dev/a",
                                "-a",
                                "tëam",
                                "a".repeat(64),
                                "a".repeat(254) + "/b",
                                "a..b/c")
                        .flatMap(key -> Stream.of("labels", "annotations")
                                .map(field -> argumentSet(
                                        field + " '" + key + "'",
                                        publishing("{" + field + ": {\"" + key + "\": x}}"),
                                        "spec.publish." + field
                                                + ": Invalid value: write each key as name or prefix/name:"))),
                Stream.of("a b", "-a", "a-", "größe", "a/b", "a".repeat(64))
                        .map(value -> argumentSet(
                                "label value '" + value + "'",
                                publishing("{labels: {team: \"" + value + "\"}}"),
                                VALUES)));
    }
}
