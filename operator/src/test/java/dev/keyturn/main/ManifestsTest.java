package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.kube.Credential;
import dev.keyturn.kube.SpecReader;
import dev.keyturn.main.Manifests.Ours;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of manifests, and what the API server would not take of them either. */
final class ManifestsTest {

    private static Manifests.Found read(String yaml) throws Manifests.UnreadableException {
        var input = new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
        return new Manifests(Optional.of("shop"), input).read(List.of("-"));
    }

    private static String key(String rest) {
        return "{apiVersion: keyturn.dev/v1alpha1, kind: SuprSendApiKey, " + rest + "}";
    }

    private static String keyWith(String spec) {
        return key("metadata: {name: checkout}, spec: {workspace: staging, " + spec + "}");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                argumentSet(
                        "a misspelt field",
                        keyWith("rotation: {evry: 30d}"),
                        "spec.rotation.evry is not a field of SuprSendApiKey; known there: cron, every, overlap, timeZone, windows"),
                argumentSet(
                        "one of a list",
                        keyWith("rotation: {windows: [{kind: Allow, schdule: '0 2 * * *', duration: 1h}]}"),
                        "spec.rotation.windows[0].schdule is not a field of SuprSendApiKey; known there: duration, kind, schedule"),
                argumentSet(
                        "a field of another kind",
                        keyWith("pair: Default"),
                        "spec.pair is not a field of SuprSendApiKey; known there: accountRef, consumers, deletionPolicy, onExposure, "
                                + "publish, rotation, suspend, takeOver, workspace"),
                argumentSet(
                        "at the top",
                        key("metadata: {name: checkout}, spce: {workspace: staging}"),
                        "spce is not a field of SuprSendApiKey; known there: apiVersion, kind, metadata, spec, status"),
                argumentSet(
                        "in its metadata",
                        key("metadata: {name: checkout, anotations: {a: b}}"),
                        "metadata.anotations is not a field of SuprSendApiKey"),
                argumentSet(
                        "a number for a text",
                        keyWith("rotation: {overlap: 0}"),
                        "spec.rotation.overlap must be a text (in quotes, where it looks like something else)"),
                argumentSet(
                        "a number in a map of texts",
                        keyWith("publish: {labels: {tier: 1}}"),
                        "spec.publish.labels.tier must be a text (in quotes, where it looks like something else)"),
                argumentSet("a text for a truth", keyWith("suspend: 'true'"), "spec.suspend must be true or false"),
                argumentSet("a text for a map", keyWith("rotation: 30d"), "spec.rotation must be a map"),
                argumentSet(
                        "a map for a list", keyWith("rotation: {windows: {}}"), "spec.rotation.windows must be a list"),
                argumentSet("a list for the spec", key("metadata: {name: checkout}, spec: [1]"), "spec must be a map"),
                argumentSet(
                        "two at once",
                        keyWith("suspended: true, rotation: 30d"),
                        "publish, rotation, suspend, takeOver, workspace; spec.rotation must be a map"),
                argumentSet(
                        "an unknown version",
                        "{apiVersion: keyturn.dev/v1, kind: SuprSendApiKey, metadata: {name: checkout}}",
                        "apiVersion keyturn.dev/v1 is not known to this program; write keyturn.dev/v1alpha1"));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("wrong")
    void what_the_kind_does_not_have_is_named_by_its_path(String yaml, String sentence) throws Exception {
        assertThat(read(yaml).ours())
                .singleElement()
                .isInstanceOfSatisfying(
                        Ours.Wrong.class,
                        wrong -> assertThat(wrong)
                                .returns("shop/checkout (SuprSendApiKey)", Ours.Wrong::name)
                                .satisfies(it -> assertThat(it.detail()).contains(sentence)));
    }

    @Test
    void accounts_are_read_as_strictly() throws Exception {
        var found = read("""
                apiVersion: keyturn.dev/v1alpha1
                kind: ClusterSuprSendAccount
                metadata: {name: default}
                spec:
                  serviceTokenRef: {name: suprsend}
                  grants: [{namespaces: {selector: {matchLabels: {team: a}, matchExpressions: [{key: b, operator: Exists}]}}}]
                ---
                apiVersion: keyturn.dev/v1alpha1
                kind: ClusterSuprSendAccount
                metadata: {name: other}
                spec: {serviceTokenRef: {nam: suprsend}}
                """);

        assertThat(found.others()).isOne();
        assertThat(found.ours())
                .containsExactly(new Ours.WrongAccount(
                        "other (ClusterSuprSendAccount)",
                        "spec.serviceTokenRef.nam is not a field of ClusterSuprSendAccount; known there: key, name"));
    }

    @Test
    void what_kubectl_has_printed_can_be_read_a_list_with_all_that_the_api_server_adds() throws Exception {
        var found = read("""
                apiVersion: v1
                kind: List
                items:
                  - apiVersion: keyturn.dev/v1alpha1
                    kind: SuprSendApiKey
                    metadata:
                      name: checkout
                      namespace: shop
                      uid: 7d0e
                      generation: 3
                      finalizers: [keyturn.dev/credential]
                      managedFields: [{manager: kubectl, fieldsV1: {"f:spec": {}}}]
                    spec: {workspace: staging, suspend: null}
                    status: {revision: 7, later: {}}
                  - {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
                  - apiVersion: keyturn.dev/v1alpha1
                    kind: SuprSendApiKeyList
                    items: [{apiVersion: keyturn.dev/v1alpha1, kind: SuprSendApiKey, metadata: {name: inner}}]
                """);

        assertThat(found.others()).isOne();
        assertThat(found.ours())
                .extracting(ours ->
                        ours instanceof Ours.Read(var read) ? read.getMetadata().getName() : "")
                .containsExactly("checkout", "inner");
    }

    @Test
    void an_alias_is_what_it_names() throws Exception {
        var found = read("""
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendApiKey
                metadata: {name: &name checkout}
                spec: {workspace: staging, publish: {secretName: *name, data: {KEY: "{{apiKey}}"}}}
                """);

        assertThat(found.ours())
                .singleElement()
                .isInstanceOfSatisfying(
                        Ours.Read.class,
                        read -> assertThat(SpecReader.target(Credential.of(read.resource()))
                                        .secretName())
                                .isEqualTo("checkout"));
    }

    @Test
    void what_kubectl_prints_of_a_fleet_is_one_document_of_any_size() throws Exception {
        var item =
                "- {apiVersion: keyturn.dev/v1alpha1, kind: SuprSendApiKey, metadata: {name: checkout, annotations: {a: "
                        + "b".repeat(1 << 20) + "}}}\n";

        assertThat(read("apiVersion: v1\nkind: List\nitems:\n" + item.repeat(4)).ours())
                .hasSize(4);
    }

    @Test
    void a_status_that_is_none_is_said() throws Exception {
        assertThat(read(key("metadata: {name: checkout}, status: {nextTryAt: soon, history: none}"))
                        .ours())
                .singleElement()
                .isInstanceOf(Ours.Wrong.class)
                .extracting(Object::toString)
                .asString()
                .contains("its metadata or status has something else than belongs there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "there is no manifest in the standard input | # nothing but this",
                "there is no manifest in the standard input | ---\n---\nonly a word",
                "the standard input is no YAML, at line 1 | kind: {",
                "the standard input says one thing twice, at line 2; keep one of the two | kind: A\nkind: B",
                "the standard input has a SuprSendApiKey without a name; give it metadata.name | {apiVersion: keyturn.dev/v1alpha1, kind: SuprSendApiKey}",
                "the standard input has a kind SuprSendKey of keyturn.dev, which is none of it; there are ClusterSuprSendAccount, ServiceToken, SuprSendAccount, SuprSendApiKey, SuprSendWorkspaceKey | {apiVersion: keyturn.dev/v1alpha1, kind: SuprSendKey}"
            })
    void what_is_no_manifest_is_one_sentence(String row) {
        var parts = row.split(" \\| ", 2);

        assertThatThrownBy(() -> read(parts[1]))
                .isInstanceOf(Manifests.UnreadableException.class)
                .hasMessage(parts[0]);
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> new Manifests(Optional.empty(), new ByteArrayInputStream(new byte[0]))
                        .read(List.of("no/such/file.yaml")))
                .isInstanceOf(Manifests.UnreadableException.class)
                .hasMessage("there is no readable file no/such/file.yaml");
    }
}
