package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.docs.Made;
import dev.keyturn.plan.DeletionPolicy;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Failures;
import dev.keyturn.plan.Forecast;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.PodUse;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.RestartsAhead;
import dev.keyturn.plan.SampleDemand;
import dev.keyturn.plan.SampleLedger;
import dev.keyturn.plan.Schedule;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Target;
import dev.keyturn.plan.Trigger;
import dev.keyturn.plan.Workload;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a plan is told. */
final class PlanReportTest {

    private static final Instant NOW = PlanOfManifestsTest.NOW;
    private static final Target TARGET = new Target("shop", "checkout");
    private static final String NAME = "shop/checkout (SuprSendApiKey)";
    private static final Step AT_REST = new Step.Wait(NOW.plusSeconds(60), Reason.Settled, "");

    private static Demand demand() {
        return SampleDemand.of(TARGET).every(Duration.ofDays(180), "180d").done();
    }

    private static Ledger ledger(Key... keys) {
        return SampleLedger.of(new Owner("SuprSendApiKey", "shop", "checkout", "uid-1", "ns-1"), TARGET, NOW)
                .keys(keys)
                .done();
    }

    private static Key key(int revision, KeyState state, Instant publishedAt) {
        return new Key(
                "r" + revision,
                "SuprSendApiKey",
                new Place("account", "cloud", "staging", "wksp_1"),
                "id-" + revision,
                "kt-" + revision,
                revision,
                state,
                true,
                null,
                publishedAt,
                publishedAt,
                null,
                null,
                null,
                false,
                true,
                0,
                null,
                Failures.NONE,
                null);
    }

    private static RestartsAhead.Use use(String name, Workload workload) {
        return new RestartsAhead.Use(
                new PodUse(name, NOW, true, false, true, false, false, null, Set.of(), null), Optional.of(workload));
    }

    /** The page shows what the program says. */
    @Test
    void the_sample_in_the_page_is_what_is_said_of_a_cluster() throws IOException {
        var ledger = ledger(key(7, KeyState.Current, NOW));
        var report = new PlanReport(NOW);
        report.credential(
                NAME,
                demand(),
                Optional.of(ledger),
                AT_REST,
                Forecast.turns(ledger, demand(), NOW, PlanOfManifests.TURNS),
                new RestartsAhead(demand(), Map.of())
                        .of(List.of(
                                use(
                                        "report-x",
                                        Workload.without(
                                                "Job",
                                                "report",
                                                Workload.Standing.STUCK,
                                                "is not restarted by Keyturn")),
                                use(
                                        "checkout-x",
                                        Workload.without("Deployment", "checkout", Workload.Standing.FREE, "")))));

        assertThat(Made.read("calendars.md")).contains("```\n" + report.text() + "```\n");
    }

    private static String said(Step next, Schedule.Due... turns) {
        var report = new PlanReport(NOW);
        report.credential(
                NAME,
                demand(),
                Optional.of(ledger(key(7, KeyState.Current, NOW), key(6, KeyState.Previous, NOW))),
                next,
                List.of(turns),
                List.of());
        return report.text();
    }

    private static Schedule.Due due(Instant at) {
        return new Schedule.Due(at, at);
    }

    @Test
    void what_is_due_now_is_said_twice_as_what_is_done_and_as_the_turn_that_it_is() {
        assertThat(said(
                        new Step.Begin(Trigger.Schedule, null, 8, "attempt", "rotation", false),
                        due(NOW.minusSeconds(60))))
                .isEqualTo("""
                        shop/checkout (SuprSendApiKey)
                          now       revision 8 is issued: Schedule
                          next      2026-11-24T11:59:00Z, now: every 180d

                        1 credential: 1 to turn within 24 hours, 1 with something to do or to wait for now, 0 that cannot be used.
                        """);
    }

    @Test
    void what_is_frozen_says_by_what() {
        assertThat(said(
                        new Step.Wait(
                                NOW.plusSeconds(60),
                                Reason.Frozen,
                                "ConfigMap keyturn-freeze in namespace keyturn-system has frozen this namespace: nothing is issued and nothing dies"),
                        due(NOW)))
                .contains("  now       Frozen: ConfigMap keyturn-freeze in namespace keyturn-system has frozen")
                .contains("1 with something to do or to wait for now");
    }

    @Test
    void what_rests_names_the_key_in_use_and_the_one_that_lives_on() {
        assertThat(said(AT_REST)).isEqualTo("""
                shop/checkout (SuprSendApiKey)
                  now       nothing is due; revision 7 is in use, revision 6 lives on
                  next      nothing by itself: it turns by keyturn.dev/rotate and keyturn.dev/exposed

                1 credential: 0 to turn within 24 hours, 0 with something to do or to wait for now, 0 that cannot be used.
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, now",
        "PT1S, in a moment",
        "PT119S, in a moment",
        "PT2M, in 2 minutes",
        "PT119M, in 119 minutes",
        "PT47H, in 47 hours",
        "PT48H, in 2 days"
    })
    void how_far_away_a_turn_is(Duration away, String words) {
        assertThat(said(AT_REST, due(NOW.plus(away)))).contains("Z, " + words + ": every 180d\n");
    }

    @Test
    void what_is_in_conflict_or_goes_has_no_turn() {
        var report = new PlanReport(NOW);
        report.conflict(NAME, new Step.Halt(Reason.Conflict, "Secret checkout is published by ServiceToken/a"));
        report.leaving(NAME, new Step.Release(DeletionPolicy.Revoke));

        assertThat(report.isRight()).isFalse();
        assertThat(report.text()).isEqualTo("""
                shop/checkout (SuprSendApiKey)
                  now       Conflict: Secret checkout is published by ServiceToken/a

                shop/checkout (SuprSendApiKey)
                  now       it was deleted: it is let go of

                2 credentials: 0 to turn within 24 hours, 1 with something to do or to wait for now, 1 that cannot be used.
                """);
    }
}
