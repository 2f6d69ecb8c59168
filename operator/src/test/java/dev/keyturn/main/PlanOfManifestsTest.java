package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would become of credentials that are applied now, word by word. */
final class PlanOfManifestsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    private Path dir = Path.of("");

    private PlanReport planned(String yaml) throws Exception {
        var file = dir.resolve("keys.yaml");
        Files.writeString(file, yaml);
        return PlanOfManifests.of(List.of(file.toString()), Optional.of("shop"), options(), NOW);
    }

    private static Options options() throws Exception {
        return Options.of(ConfigurationFile.read(Optional.empty(), Map.of()), Optional.empty());
    }

    @Test
    void a_default_pair_says_that_its_way_is_found_out_first() throws Exception {
        var report = planned("""
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendWorkspaceKey
                metadata: {name: pair, namespace: shop}
                spec: {workspace: staging, pair: Default}
                """);

        assertThat(report.text()).isEqualTo("""
                shop/pair (SuprSendWorkspaceKey)
                  now       it is found out how the default pair turns: by the API, or by a person
                  next      nothing by itself: it turns by keyturn.dev/rotate and keyturn.dev/exposed

                Of 1 credential 0 turn within 24 hours, 1 have something to do or to wait for now, 0 cannot be used.
                """);
    }

    @Test
    void each_says_what_happens_now_and_when_it_turns_next() throws Exception {
        var report = planned("""
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendApiKey
                metadata: {name: checkout}
                spec: {workspace: staging}
                ---
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendApiKey
                metadata: {name: nightly, namespace: shop}
                spec:
                  workspace: staging
                  rotation:
                    cron: 0 12 1 * *
                    timeZone: Europe/Berlin
                    windows: [{kind: Allow, schedule: 0 2 * * *, duration: 30m}]
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop}
                ---
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendWorkspaceKey
                metadata: {name: pair}
                spec: {workspace: staging, suspend: true}
                ---
                apiVersion: keyturn.dev/v1alpha1
                kind: ServiceToken
                metadata: {name: suprsend, namespace: keyturn-system}
                spec: {}
                """);

        assertThat(report.text()).isEqualTo("""
                shop/checkout (SuprSendApiKey)
                  now       the first key is issued, and published in Secret checkout
                  next      2027-05-23T07:04:17Z, in 179 days: every 180d
                            then 2027-11-19T02:08:35Z, 2028-05-16T21:12:53Z

                shop/nightly (SuprSendApiKey)
                  now       the first key is issued, and published in Secret nightly
                  next      2026-12-02T01:00:00Z, in 7 days: cron 0 12 1 * * (Europe/Berlin); due at 2026-12-01T11:00:00Z, and deferred to its window
                            then 2027-01-02T01:00:00Z, 2027-02-02T01:00:00Z

                shop/pair (SuprSendWorkspaceKey)
                  now       Suspended: spec.suspend is true: nothing turns until it is false
                  next      nothing by itself: it turns by keyturn.dev/rotate and keyturn.dev/exposed

                keyturn-system/suprsend (ServiceToken)
                  now       a person is asked for the first value, which is published in Secret suprsend
                  next      2027-08-21T08:55:40Z, in 269 days: every 270d
                            then 2028-05-17T05:51:21Z, 2029-02-11T02:47:02Z

                1 object is no credential.

                Of 4 credentials 0 turn within 24 hours, 4 have something to do or to wait for now, 0 cannot be used.
                """);
    }

    @Test
    void all_that_is_wrong_with_one_is_said_and_the_others_are_planned() throws Exception {
        var report = planned("""
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendApiKey
                metadata: {name: wrong}
                spec: {workspace: "no/slug", rotation: {cron: 0 0 31 2 *}}
                ---
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendApiKey
                metadata: {name: right}
                spec: {workspace: staging}
                """);

        assertThat(report.unusable()).isEqualTo(1);
        assertThat(report.text())
                .contains("shop/wrong (SuprSendApiKey)\n  cannot be used: ")
                .contains("spec.workspace must be the slug", "spec.rotation.cron never fires")
                .contains("shop/right (SuprSendApiKey)\n  now       the first key is issued");
    }

    @Test
    void what_has_no_credentials_says_so_whatever_else_is_in_it() throws Exception {
        assertThat(planned("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}")
                        .text())
                .isEqualTo("1 object is no credential.\nThere are no credentials that could be planned.\n");
    }

    @Test
    void what_is_no_manifest_is_one_sentence() {
        assertThatThrownBy(() -> planned("kind: {"))
                .isInstanceOf(Manifests.UnreadableException.class)
                .hasMessageMatching(".*keys.yaml is no YAML.*");
        assertThatThrownBy(() -> planned("""
                        apiVersion: keyturn.dev/v1alpha1
                        kind: SuprSendApiKey
                        metadata: {name: checkout}
                        spec: [1]
                        """))
                .isInstanceOf(Manifests.UnreadableException.class)
                .hasMessageContaining("SuprSendApiKey checkout has a field of another type");
    }

    @Test
    void the_examples_can_be_planned_by_their_folder() throws IOException {
        var out = new StringWriter();
        var status = Keyturn.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute(
                        "plan",
                        "-f",
                        Path.of(System.getProperty("keyturn.repository"), "examples", "kinds")
                                .toString());

        assertThat(out.toString())
                .contains("shop/orders (SuprSendApiKey)", "shop/default-pair (SuprSendWorkspaceKey)")
                .contains("(ServiceToken)", "2 objects are no credentials.");
        assertThat(status).isZero();
    }
}
