package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
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

    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    private Path dir = Path.of("");

    private PlanReport planned(String yaml) throws Exception {
        var file = dir.resolve("keys.yaml");
        Files.writeString(file, yaml);
        return planned(List.of(file.toString()));
    }

    static PlanReport planned(List<String> files) throws Exception {
        var options = Options.of(ConfigurationFile.read(Optional.empty(), Map.of()), Optional.empty());
        return PlanOfManifests.of(files, Optional.of("shop"), options, NOW, InputStream.nullInputStream());
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

                Not known without a cluster: what would be restarted, whether accounts grant all this, and whether there are Secrets of these names.

                1 credential: 0 to turn within 24 hours, 1 with something to do or to wait for now, 0 that cannot be used.
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

                Not known without a cluster: what would be restarted, whether accounts grant all this, and whether there are Secrets of these names.

                4 credentials: 0 to turn within 24 hours, 4 with something to do or to wait for now, 0 that cannot be used.
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

        assertThat(report.isRight()).isFalse();
        assertThat(report.text())
                .contains("shop/wrong (SuprSendApiKey)\n  cannot be used: ")
                .contains("spec.workspace must be the slug", "spec.rotation.cron never fires")
                .contains("shop/right (SuprSendApiKey)\n  now       the first key is issued");
    }

    @Test
    void what_has_no_credentials_says_so_whatever_else_is_in_it() throws Exception {
        assertThat(planned("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}")
                        .text())
                .isEqualTo("1 object is no credential.\n\nThere are no credentials to plan.\n");
    }

    @Test
    void a_key_that_was_made_by_hand_is_begun_with_where_the_secret_consents() throws Exception {
        assertThat(planned("""
                        apiVersion: keyturn.dev/v1alpha1
                        kind: SuprSendApiKey
                        metadata: {name: checkout}
                        spec: {workspace: staging, takeOver: {keyId: ws_apik_1}}
                        """).text())
                .contains("  now       begins with key ws_apik_1, which stands in Secret checkout\n");
    }

    @Test
    void what_is_suspended_does_not_turn_at_its_time_and_says_so() throws Exception {
        assertThat(planned("""
                        apiVersion: keyturn.dev/v1alpha1
                        kind: SuprSendApiKey
                        metadata: {name: checkout}
                        spec: {workspace: staging, suspend: true}
                        """).text()).contains("every 180d; not while spec.suspend is true\n");
    }
}
