package dev.keyturn.admission;

import static dev.keyturn.admission.Manifests.account;
import static dev.keyturn.admission.Manifests.apiKey;
import static dev.keyturn.admission.Manifests.apiKeyNamed;
import static dev.keyturn.admission.Manifests.clusterAccount;
import static dev.keyturn.admission.Manifests.granting;
import static dev.keyturn.admission.Manifests.publishing;
import static dev.keyturn.admission.Manifests.publishingPair;
import static dev.keyturn.admission.Manifests.publishingToken;
import static dev.keyturn.admission.Manifests.serviceToken;
import static dev.keyturn.admission.Manifests.serviceTokenNamed;
import static dev.keyturn.admission.Manifests.workspaceKey;
import static dev.keyturn.admission.Manifests.workspaceKeyNamed;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ClusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AcceptedTest {

    private final ApiServer server;

    AcceptedTest(ControlPlane cluster) {
        server = ApiServer.of(cluster);
    }

    @ParameterizedTest
    @MethodSource({
        "apiKeys",
        "durations",
        "calendars",
        "publications",
        "workspaceKeys",
        "serviceTokens",
        "sameAsOfApiKeys",
        "accounts"
    })
    void accepts(String manifest) {
        assertThat(server.tryCreate(manifest).orFail()).contains("created (server dry run)");
    }

    static Stream<Arguments> apiKeys() {
        return Stream.of(
                argumentSet("nothing but a workspace", apiKey("{workspace: staging}")),
                argumentSet("a slug as SuprSend allows it", apiKey("{workspace: My_2nd-Workspace}")),
                argumentSet("a name of 63 characters", apiKeyNamed("a".repeat(63), "{workspace: staging}")),
                argumentSet(
                        "a name that is no name for the Secret, with another one for it",
                        apiKeyNamed("a-delivery", "{workspace: staging, publish: {secretName: a}}")),
                argumentSet("everything", apiKey("""
                                {workspace: staging, accountRef: {kind: SuprSendAccount, name: suprsend}, suspend: true,
                                 rotation: {every: 180d, overlap: 24h}, onExposure: {waitForConsumers: 5m},
                                 publish: {secretName: checkout-suprsend, labels: {team: checkout},
                                           data: {SUPRSEND_API_KEY: "{{apiKey}}"}, annotations: {reloader.stakater.com/match: "true"}},
                                 deletionPolicy: Retain}""")));
    }

    static Stream<Arguments> durations() {
        return Stream.of(
                        "1s 0s 0s",
                        "10y 90d 1d",
                        "3650d 0m 24h",
                        "315360000s 7776000s 86400s",
                        "26w 12w 0d",
                        "30m 24h 90s")
                .map(text -> text.split(" ", -1))
                .map(text -> argumentSet(
                        String.join(" ", text),
                        apiKey(
                                "{workspace: staging, rotation: {every: %s, overlap: %s}, onExposure: {waitForConsumers: %s}}"
                                        .formatted((Object[]) text))));
    }

    static Stream<Arguments> calendars() {
        return Stream.of(
                        "{cron: '0 3 1 1,7 *'}",
                        "{cron: '*/5,7 1-3 1,15 jan-MAR/2 0-7', timeZone: Europe/Berlin}",
                        "{cron: ' 05  03 * * MON ', timeZone: America/Argentina/Buenos_Aires, overlap: 1h}",
                        "{every: 180d, timeZone: Etc/GMT+5, windows: [{kind: Allow, schedule: '0 2 * * 1-5', duration: 3h},"
                                + " {kind: Deny, schedule: '0 0 20 12 *', duration: 14d}]}",
                        "{windows: [{kind: Deny, schedule: '0 0 * * *', duration: 1m}, {kind: Deny, schedule: '0 0 1 1 *', duration: 1y}]}",
                        "{windows: []}")
                .map(rotation -> argumentSet(
                        "rotation " + rotation, apiKey("{workspace: staging, rotation: " + rotation + "}")));
    }

    static Stream<Arguments> publications() {
        var many = IntStream.range(0, 31).mapToObj(i -> "k" + i + ": x").collect(joining(", "));
        return Stream.of(
                argumentSet("an empty one", publishing("{}")),
                argumentSet("white space inside", publishing("{data: {a: \"{{ apiKey }}{{\\n\\tapiKey}}\"}}")),
                argumentSet(
                        "braces of other kinds",
                        publishing(
                                "{data: {config.json: '{\"a\": {\"key\": \"{{apiKey}}\"}}', b: '}}', c: '{%x%} ${Y} {'}}")),
                argumentSet("braces that end at once", publishing("{data: {a: '{x: {{apiKey}}}'}}")),
                argumentSet(
                        "the key before beside it, and with it",
                        publishing(
                                "{data: {a: '{{apiKey}}', b: '{{previous.apiKey}}', c: '{{ apiKey }}{{ previous.apiKey }}'}}")),
                argumentSet("32 entries", publishing("{data: {a: '{{apiKey}}', " + many + "}}")),
                argumentSet("8192 bytes", publishing("{data: {k: '{{apiKey}}', a: " + "x".repeat(8180) + "}}")),
                argumentSet(
                        "8192 bytes in few characters",
                        publishing("{data: {k: '{{apiKey}}', ab: x" + "€".repeat(2726) + "}}")),
                argumentSet(
                        "an entry's name of 253 characters",
                        publishing("{data: {" + "a".repeat(253) + ": '{{apiKey}}'}}")),
                argumentSet(
                        "any entry's name that a Secret takes", publishing("{data: {-_.x: '{{apiKey}}', _: x, 9: x}}")),
                argumentSet("a Secret's name with dots", publishing("{secretName: a.b-c.9}")),
                argumentSet("a Secret's name of 253 characters", publishing("{secretName: " + "a".repeat(253) + "}")),
                argumentSet(
                        "prefixes that look alike",
                        publishing(
                                "{labels: {notkeyturn.dev/a: x, keyturn.dev.example.com/a: x, myhelm.sh/a: x, keyturn.dev: x}}")),
                argumentSet(
                        "labels as long as they may be",
                        publishing("{labels: {%s/%s: %s, empty: ''}}"
                                .formatted("a".repeat(253), "b".repeat(63), "c".repeat(63)))),
                argumentSet(
                        "a note of several lines", publishing("{annotations: {example.com/note: \"eins\\nzwei ä\"}}")));
    }

    static Stream<Arguments> workspaceKeys() {
        return Stream.of(
                argumentSet(
                        "a pair before it",
                        publishingPair("{data: {a: '{{secret}}', b: '{{previous.key}}:{{previous.secret}}'}}")),
                argumentSet(
                        "a pair to begin with",
                        publishingPair(
                                "{data: {a: '{{secret}}', b: '{{ key }}', c: x}}, takeOver: {keyId: ws_key_01ABC}")),
                argumentSet("a pair in one entry", publishingPair("{data: {a: \"{{key}}:{{ secret }}\"}}")),
                argumentSet("a pair of which the secret is used", publishingPair("{data: {a: '{{secret}}', b: x}}")),
                argumentSet("everything of a pair", workspaceKey("""
                                {workspace: staging, accountRef: {kind: SuprSendAccount, name: suprsend}, suspend: true,
                                 rotation: {every: 180d, overlap: 24h}, onExposure: {waitForConsumers: 5m},
                                 publish: {secretName: signer-suprsend, labels: {team: checkout},
                                           data: {SUPRSEND_WORKSPACE_KEY: "{{key}}", SUPRSEND_WORKSPACE_SECRET: "{{secret}}"},
                                           annotations: {reloader.stakater.com/match: "true"}},
                                 deletionPolicy: Retain}""")));
    }

    static Stream<Arguments> serviceTokens() {
        return Stream.of(
                argumentSet("a token with an empty spec", serviceToken("{}")),
                argumentSet("a token before it", publishingToken("{data: {a: '{{token}}', b: '{{previous.token}}'}}")),
                argumentSet("a token in one entry of two", publishingToken("{data: {a: 'x{{ token }}', b: x}}")),
                argumentSet("a token that nobody may read", serviceToken("{allowedReaders: []}")),
                argumentSet("a token that subjects of each kind may read", serviceToken("""
                                {allowedReaders: [{kind: User, name: ada@example.com}, {kind: Group, name: "oidc:Platform Team"},
                                  {kind: ServiceAccount, namespace: shop, name: web.v2}]}""")),
                argumentSet(
                        "as many readers as there may be",
                        serviceToken(IntStream.range(0, 64)
                                .mapToObj(i -> "{kind: User, name: u%d}".formatted(i))
                                .collect(joining(", ", "{allowedReaders: [", "]}")))),
                argumentSet("everything of a token", serviceToken("""
                                {accountRef: {kind: SuprSendAccount, name: suprsend}, suspend: true,
                                 rotation: {every: 270d, overlap: 24h}, onExposure: {waitForConsumers: 5m},
                                 publish: {secretName: suprsend, labels: {team: platform},
                                           data: {SUPRSEND_SERVICE_TOKEN: "{{token}}"}, annotations: {reloader.stakater.com/match: "true"}},
                                 allowedReaders: [{kind: User, name: ada}], deletionPolicy: Retain}""")));
    }

    static Stream<Arguments> sameAsOfApiKeys() {
        return Stream.concat(
                Stream.of(apiKeys(), durations(), calendars(), publications()).flatMap(Manifests::ofPairs),
                Stream.of(apiKeys(), durations(), calendars(), publications()).flatMap(Manifests::ofTokens));
    }

    static Stream<Arguments> accounts() {
        return Stream.of(
                argumentSet("a Secret's name alone", account("{serviceTokenRef: {name: suprsend}}")),
                argumentSet(
                        "everything of a namespaced one",
                        account(
                                "{endpoint: eu-2, serviceTokenRef: {name: suprsend, key: .token}, contact: \"Ops, +49 30 1\"}")),
                argumentSet("no grants", clusterAccount("{serviceTokenRef: {name: suprsend}}")),
                argumentSet("empty grants", granting("[]")),
                argumentSet("a grant of nothing", granting("[{namespaces: {names: [shop]}}]")),
                argumentSet(
                        "a grant of service tokens alone",
                        granting("[{namespaces: {names: [shop]}, serviceTokens: true}]")),
                argumentSet(
                        "a grant of workspaces and service tokens",
                        granting("[{namespaces: {names: [shop]}, workspaces: [staging], serviceTokens: true}]")),
                argumentSet("grants by name, label and expression", granting("""
                                [{namespaces: {names: [shop, shop-2]}, workspaces: [staging, Production_2]},
                                 {namespaces: {selector: {matchLabels: {example.com/tier: gold}}}, workspaces: [staging]},
                                 {namespaces: {selector: {}}, workspaces: []},
                                 {namespaces: {selector: {matchExpressions: [{key: a, operator: In, values: [x]}, {key: b, operator: Exists},
                                    {key: c, operator: NotIn, values: [z]}, {key: d, operator: DoesNotExist, values: []}]}},
                                  workspaces: [staging]}]""")),
                argumentSet(
                        "as many grants as there may be",
                        granting(IntStream.range(0, 64)
                                .mapToObj(i -> "{namespaces: {names: [a%d]}, workspaces: [b]}".formatted(i))
                                .collect(joining(", ", "[", "]")))));
    }

    @Test
    void fills_in_the_defaults_that_a_reader_would_miss() {
        server.create(apiKeyNamed("defaults", "{workspace: staging}"));
        server.create(apiKeyNamed("named", "{workspace: staging, accountRef: {kind: SuprSendAccount}}"));
        server.create(workspaceKeyNamed("defaults", "{workspace: staging}"));
        server.create(serviceTokenNamed("defaults", "{}"));
        server.create(account("{serviceTokenRef: {name: suprsend}}"));

        assertThat(server.kubectl("get", "svctok", "defaults", "-o", "jsonpath={.spec}")
                        .orFail())
                .isEqualTo("{\"accountRef\":{\"kind\":\"ClusterSuprSendAccount\",\"name\":\"default\"}}");
        assertThat(server.kubectl("get", "sswk", "defaults", "-o", "jsonpath={.spec}")
                        .orFail())
                .isEqualTo(
                        "{\"accountRef\":{\"kind\":\"ClusterSuprSendAccount\",\"name\":\"default\"},\"workspace\":\"staging\"}");
        assertThat(server.kubectl("get", "ssak", "defaults", "-o", "jsonpath={.spec}")
                        .orFail())
                .isEqualTo(
                        "{\"accountRef\":{\"kind\":\"ClusterSuprSendAccount\",\"name\":\"default\"},\"workspace\":\"staging\"}");
        assertThat(server.kubectl("get", "ssak", "named", "-o", "jsonpath={.spec.accountRef}")
                        .orFail())
                .isEqualTo("{\"kind\":\"SuprSendAccount\",\"name\":\"default\"}");
        assertThat(server.kubectl("get", "ssacct", "suprsend", "-o", "jsonpath={.spec}")
                        .orFail())
                .isEqualTo(
                        "{\"endpoint\":\"cloud\",\"serviceTokenRef\":{\"key\":\"SUPRSEND_SERVICE_TOKEN\",\"name\":\"suprsend\"}}");
    }

    @Test
    void drops_a_field_that_is_not_known_where_the_client_does_not_ask_for_a_refusal() {
        var manifest = apiKeyNamed("pruned", "{workspace: staging, adopt: {keyId: x}, rotation: {jitter: 1h}}");

        server.createUnchecked(manifest);

        assertThat(server.kubectl("get", "ssak", "pruned", "-o", "jsonpath={.spec.rotation}{.spec.adopt}")
                        .orFail())
                .isEqualTo("{}");
    }
}
