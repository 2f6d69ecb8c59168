package dev.keyturn.admission;

import static dev.keyturn.admission.Manifests.apiKey;
import static dev.keyturn.admission.Manifests.apiKeyNamed;
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
final class RefusedApiKeysTest {

    private static final String A_DURATION = "write a whole number and one unit (s, m, h, d, w or y), ";
    private static final String EVERY = A_DURATION + "from 1s to 10y, such as 180d";
    private static final String OVERLAP = A_DURATION + "from 0s to 90d, such as 24h";
    private static final String WAIT = A_DURATION + "from 0s to 1d, such as 5m";
    private static final String CRON = "write five fields as in a CronJob: minute, hour,";
    private static final String A_NAME = "spec.accountRef.name: Invalid value: \"%s\": write the name of an object";

    private final ApiServer server;

    RefusedApiKeysTest(ControlPlane cluster) {
        server = ApiServer.of(cluster);
    }

    @ParameterizedTest
    @MethodSource({"specs", "takeOvers", "workspaces", "intervals", "cron", "windows", "overlaps", "references", "names"
    })
    void refuses_with_a_sentence_that_says_what_to_write(String manifest, String sentence) {
        ApiServer.assertRefused(server.tryCreate(manifest), sentence);
    }

    static Stream<Arguments> specs() {
        return Stream.of(
                argumentSet("no spec", apiKey(""), "spec: Required value"),
                argumentSet("an empty spec", apiKey("{}"), "spec.workspace: Required value"),
                argumentSet(
                        "a field that does not exist",
                        apiKey("{workspace: staging, adopt: true}"),
                        "unknown field \"spec.adopt\""),
                argumentSet(
                        "an unknown restart",
                        apiKey("{workspace: staging, consumers: {restart: Always}}"),
                        "spec.consumers.restart: Unsupported value: \"Always\": supported values: \"Never\", \"WhenNeeded\""),
                argumentSet(
                        "an unknown policy",
                        apiKey("{workspace: staging, deletionPolicy: Delete}"),
                        "spec.deletionPolicy: Unsupported value: \"Delete\": supported values: \"Retain\", \"Revoke\""));
    }

    static Stream<Arguments> takeOvers() {
        return Stream.of(
                argumentSet(
                        "a key to begin with that is not named",
                        apiKey("{workspace: staging, takeOver: {revoke: true}}"),
                        "spec.takeOver.keyId: Required value"),
                argumentSet(
                        "something else than its id",
                        apiKey("{workspace: staging, takeOver: {keyId: 'SS.abc'}}"),
                        "spec.takeOver.keyId: Invalid value: \"SS.abc\": write the id of a key at the provider"),
                argumentSet(
                        "a key to begin with that stands nowhere by itself",
                        apiKey("{workspace: staging, takeOver: {keyId: a}, publish: {data: {a: 'x{{apiKey}}'}}}"),
                        "spec.takeOver: Invalid value: takeOver needs an entry of publish.data that is just {{apiKey}}"));
    }

    static Stream<Arguments> workspaces() {
        return Stream.of("", "a b", "stägîng", "staging/2", "https://x", "${WORKSPACE}", "a".repeat(64))
                .map(slug -> argumentSet(
                        "workspace '" + slug + "'",
                        apiKey("{workspace: \"" + slug + "\"}"),
                        "spec.workspace: Invalid value: \"" + slug
                                + "\": write the slug of a workspace, such as staging"));
    }

    static Stream<Arguments> intervals() {
        return Stream.of(
                        "",
                        "180",
                        "0s",
                        "0d",
                        "-1d",
                        "+1d",
                        "1.5d",
                        "1h30m",
                        "10 d",
                        "01d",
                        "180D",
                        "P30D",
                        "5m ",
                        "1month",
                        "\\u0663d",
                        "d",
                        "11y",
                        "3651d",
                        "999999999y",
                        "1111111111s",
                        "0 3 1 * *")
                .map(every -> argumentSet(
                        "every '" + every + "'",
                        apiKey("{workspace: staging, rotation: {every: \"" + every + "\"}}"),
                        EVERY));
    }

    static Stream<Arguments> cron() {
        return Stream.of(
                        "",
                        "0 3 1 *",
                        "0 0 3 1 * *",
                        "0 3 L * *",
                        "0 3 15W * *",
                        "0 3 * * 5#2",
                        "0 3 ? * *",
                        "@daily",
                        "TZ=UTC 0 3 * * *",
                        "1,,2 3 * * *",
                        "5- 3 * * *")
                .map(cron -> argumentSet(
                        "cron '" + cron + "'",
                        apiKey("{workspace: w, rotation: {cron: \"" + cron + "\"}}"),
                        "spec.rotation.cron: Invalid value: \"" + cron + "\": " + CRON));
    }

    static Stream<Arguments> windows() {
        var tooMany = IntStream.range(0, 17)
                .mapToObj(_ -> "{kind: Allow, schedule: '0 2 * * *', duration: 1h}")
                .collect(joining(", "));
        return Stream.of(
                argumentSet(
                        "every and cron",
                        apiKey("{workspace: w, rotation: {every: 1d, cron: '0 3 * * *'}}"),
                        "spec.rotation: Invalid value: write either every or cron: a key turns by its age or at fixed times"),
                argumentSet(
                        "a zone of nothing",
                        apiKey("{workspace: w, rotation: {every: 1d, timeZone: Europe/Berlin}}"),
                        "leave timeZone out: it is the zone of cron and windows, and neither is there"),
                argumentSet(
                        "a zone that is an offset",
                        apiKey("{workspace: w, rotation: {cron: '0 3 * * *', timeZone: '+02:00'}}"),
                        "spec.rotation.timeZone: Invalid value: \"+02:00\": write a name of the IANA time zone database"),
                argumentSet(
                        "a window of no kind",
                        apiKey(window("{schedule: '0 2 * * *', duration: 1h}")),
                        "spec.rotation.windows[0].kind: Required value"),
                argumentSet(
                        "a window of another kind",
                        apiKey(window("{kind: Maybe, schedule: '0 2 * * *', duration: 1h}")),
                        "spec.rotation.windows[0].kind: Unsupported value: \"Maybe\": supported values: \"Allow\", \"Deny\""),
                argumentSet(
                        "a window without a schedule",
                        apiKey(window("{kind: Allow, duration: 1h}")),
                        "spec.rotation.windows[0].schedule: Required value"),
                argumentSet(
                        "a window with something else for a schedule",
                        apiKey(window("{kind: Allow, schedule: '@daily', duration: 1h}")),
                        "spec.rotation.windows[0].schedule: Invalid value: \"@daily\": " + CRON),
                argumentSet(
                        "a window without a duration",
                        apiKey(window("{kind: Allow, schedule: '0 2 * * *'}")),
                        "spec.rotation.windows[0].duration: Required value"),
                argumentSet(
                        "a window of less than a minute",
                        apiKey(window("{kind: Allow, schedule: '0 2 * * *', duration: 59s}")),
                        "spec.rotation.windows[0].duration: Invalid value: \"59s\": " + A_DURATION + "from 1m to 1y"),
                argumentSet(
                        "a window of more than a year",
                        apiKey(window("{kind: Allow, schedule: '0 2 * * *', duration: 366d}")),
                        A_DURATION + "from 1m to 1y, such as 3h"),
                argumentSet(
                        "17 windows",
                        apiKey("{workspace: w, rotation: {windows: [" + tooMany + "]}}"),
                        "spec.rotation.windows: Too many: 17: must have at most 16 items"));
    }

    private static String window(String window) {
        return "{workspace: w, rotation: {windows: [" + window + "]}}";
    }

    static Stream<Arguments> overlaps() {
        return Stream.of(
                argumentSet("an overlap above 90 days", apiKey("{workspace: w, rotation: {overlap: 91d}}"), OVERLAP),
                argumentSet("an overlap in months", apiKey("{workspace: w, rotation: {overlap: 1mo}}"), OVERLAP),
                argumentSet("an overlap below zero", apiKey("{workspace: w, rotation: {overlap: -1s}}"), OVERLAP),
                argumentSet("a wait above a day", apiKey("{workspace: w, onExposure: {waitForConsumers: 25h}}"), WAIT),
                argumentSet(
                        "a wait without a unit",
                        apiKey("{workspace: w, onExposure: {waitForConsumers: \"0\"}}"),
                        WAIT));
    }

    static Stream<Arguments> references() {
        return Stream.of(
                argumentSet(
                        "an account of an unknown kind",
                        apiKey("{workspace: w, accountRef: {kind: Secret}}"),
                        "spec.accountRef.kind: Unsupported value: \"Secret\": supported values: \"ClusterSuprSendAccount\","
                                + " \"SuprSendAccount\""),
                argumentSet(
                        "an account in another namespace",
                        apiKey("{workspace: w, accountRef: {name: platform/default}}"),
                        A_NAME.formatted("platform/default")),
                argumentSet(
                        "an account without a name",
                        apiKey("{workspace: w, accountRef: {name: \"\"}}"),
                        A_NAME.formatted("")));
    }

    static Stream<Arguments> names() {
        return Stream.of(
                argumentSet(
                        "a name of 64 characters",
                        apiKeyNamed("a".repeat(64), "{workspace: w}"),
                        "shorten metadata.name: the name of a credential has at most 63 characters"),
                argumentSet(
                        "a name that is no name for the Secret",
                        apiKeyNamed("checkout-delivery", "{workspace: w, publish: {data: {a: \"{{apiKey}}\"}}}"),
                        "set publish.secretName: it is the resource's name where it is absent, and must not end with -delivery"));
    }
}
