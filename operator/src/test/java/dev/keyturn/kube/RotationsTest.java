package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.kube.SpecReader.Read;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Window;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calendars that admission cannot judge: it knows no zones and no dates. */
final class RotationsTest {

    private static final String ALLOW = "{kind: Allow, schedule: '0 2 * * *', duration: 3h}";

    private static Read read(String rotation, Duration shortestInterval) {
        var resource = Serialization.unmarshal("""
                metadata: {name: checkout, namespace: shop}
                spec: {workspace: staging, rotation: %s}
                """.formatted(rotation), SuprSendApiKey.class);
        return new SpecReader(shortestInterval).read(Credential.of(resource));
    }

    private static Demand demand(String rotation) {
        return ((Read.Usable) read(rotation, Duration.ofHours(1))).demand();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                argumentSet(
                        "a day that no month has",
                        "{cron: '0 0 31 2 *'}",
                        "spec.rotation.cron never fires: no such day is in any of these months"),
                argumentSet(
                        "a minute that no hour has",
                        "{cron: '60 0 * * *'}",
                        "spec.rotation.cron has something wrong in the minute: numbers from 0 to 59, *, ranges (1-5), lists (1,5)"
                                + " and steps (*/2) may stand there"),
                argumentSet(
                        "two fields that are wrong",
                        "{cron: '0 25 0 * *'}",
                        "spec.rotation.cron has something wrong in the hour: numbers from 0 to 23, *, ranges (1-5), lists (1,5) and"
                                + " steps (*/2) may stand there; spec.rotation.cron has something wrong in the day of the month: numbers from 1"
                                + " to 31, *, ranges (1-5), lists (1,5) and steps (*/2) may stand there"),
                argumentSet(
                        "a zone that does not exist",
                        "{cron: '0 3 * * *', timeZone: Europe/Atlantis}",
                        "spec.rotation.timeZone must be a name of the IANA time zone database, such as Europe/Berlin or Etc/UTC"),
                argumentSet(
                        "a zone of Java's own",
                        "{cron: '0 3 * * *', timeZone: UTC+1}",
                        "spec.rotation.timeZone must be a name of the IANA time zone database, such as Europe/Berlin or Etc/UTC"),
                argumentSet(
                        "more often than the operator allows",
                        "{cron: '0,30 3 * * *'}",
                        "spec.rotation.cron fires after 30m again, the operator's rotation.shortestInterval is 1h"),
                argumentSet(
                        "more often than that over midnight",
                        "{cron: '10,50 0,23 * * *'}",
                        "spec.rotation.cron fires after 20m again, the operator's rotation.shortestInterval is 1h"),
                argumentSet(
                        "a window that begins all the time",
                        "{windows: [{kind: Allow, schedule: '* * * * *', duration: 1m}]}",
                        "spec.rotation.windows[0].schedule begins more than once an hour: let it begin less often, and last longer"),
                argumentSet(
                        "a Deny over every Allow",
                        "{windows: [" + ALLOW + ", {kind: Deny, schedule: '0 1 * * *', duration: 5h}]}",
                        "spec.rotation.windows never open: there is no time inside an Allow window and outside every Deny window in the"
                                + " next ten years, so nothing would ever turn on schedule"),
                argumentSet(
                        "two Denies that do so together",
                        "{windows: [" + ALLOW
                                + ", {kind: Deny, schedule: '0 2 * * 1-5', duration: 3h}, {kind: Deny, schedule: '0 2 * * 6-7', duration: 3h}]}",
                        "spec.rotation.windows never open: there is no time inside an Allow window and outside every Deny window in the"
                                + " next ten years, so nothing would ever turn on schedule"),
                argumentSet(
                        "a Deny that never ends",
                        "{windows: [{kind: Deny, schedule: '0 0 * * *', duration: 1d}]}",
                        "spec.rotation.windows never open: there is no time outside every Deny window in the next ten years, so nothing"
                                + " would ever turn on schedule"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void it_is_said_what_is_wrong(String rotation, String sentence) {
        assertThat(read(rotation, Duration.ofHours(1)))
                .asInstanceOf(InstanceOfAssertFactories.type(Read.Unusable.class))
                .extracting(Read.Unusable::detail, InstanceOfAssertFactories.STRING)
                .isEqualTo(sentence);
    }

    @Test
    void all_that_is_wrong_is_named_at_once() {
        var read = read("""
                {every: 1x, cron: '0 3 31 2 *', timeZone: Nowhere, overlap: 1y,
                 windows: [{kind: Maybe, schedule: '@daily', duration: 0s}, {}]}""", Duration.ofHours(1));

        assertThat(((Read.Unusable) read).detail().split("; "))
                .hasSize(11)
                .extracting(sentence -> sentence.split(" ", 2)[0])
                .containsExactly(
                        "spec.rotation.every",
                        "spec.rotation.every",
                        "spec.rotation.overlap",
                        "spec.rotation.timeZone",
                        "spec.rotation.cron",
                        "spec.rotation.windows[0].kind",
                        "spec.rotation.windows[0].schedule",
                        "spec.rotation.windows[0].duration",
                        "spec.rotation.windows[1].kind",
                        "spec.rotation.windows[1].schedule",
                        "spec.rotation.windows[1].duration");
    }

    static Stream<String> usable() {
        return Stream.of(
                "{cron: '0 * * * *'}",
                "{cron: '0 0 29 2 *'}",
                "{cron: '10 0 31 * *'}",
                "{windows: [" + ALLOW + "]}",
                "{windows: [" + ALLOW + ", {kind: Deny, schedule: '0 1 * * *', duration: 2h}]}",
                "{windows: [{kind: Deny, schedule: '0 0 * * *', duration: 1439m}]}",
                "{windows: [" + ALLOW + ", {kind: Deny, schedule: '0 0 1 1 *', duration: 364d}]}");
    }

    @ParameterizedTest
    @MethodSource("usable")
    void what_makes_sense_is_usable(String rotation) {
        assertThat(read(rotation, Duration.ofHours(1))).isInstanceOf(Read.Usable.class);
    }

    @Test
    void a_longer_shortest_interval_counts_days_as_well() {
        assertThat(read("{cron: '0 3 1,15 * *'}", Duration.ofDays(14))).isInstanceOf(Read.Usable.class);
        assertThat(((Read.Unusable) read("{cron: '0 3 1,15 * *'}", Duration.ofDays(15))).detail())
                .contains("fires after 14d again");
        assertThat(((Read.Unusable) read("{cron: '0 3 29 2 *'}", Duration.ofDays(3650))).detail())
                .contains("fires after 1461d again");
    }

    @Test
    void cron_takes_the_place_of_the_kinds_own_interval() {
        var demand = demand("{cron: '0 3 1 * *', timeZone: Europe/Berlin, windows: [" + ALLOW + "]}");

        assertThat(demand.every()).isEmpty();
        assertThat(demand.calendar().cron()).hasToString("Optional[0 3 1 * * (Europe/Berlin)]");
        assertThat(demand.calendar().windows().all())
                .singleElement()
                .returns(Window.Kind.Allow, Window::kind)
                .returns(Duration.ofHours(3), Window::duration)
                .hasToString("Allow 0 2 * * * (Europe/Berlin) 3h");
    }

    @Test
    void where_no_zone_is_named_it_is_utc() {
        assertThat(demand("{cron: '0 3 1 * *'}").calendar().cron()).hasToString("Optional[0 3 1 * * (Etc/UTC)]");
    }
}
