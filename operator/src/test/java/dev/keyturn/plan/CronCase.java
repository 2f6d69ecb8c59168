package dev.keyturn.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An expression in a zone, looked at from one day to another.
 *
 * @param oracle the same as the oracle reads it
 * @param ours instants that the oracle leaves out, and why is the row's name
 * @param theirs instants at which the oracle alone fires
 */
record CronCase(
        String name,
        String cron,
        String oracle,
        String zone,
        Instant from,
        Instant to,
        List<Instant> ours,
        List<Instant> theirs) {

    private static final int MOST = 2_000;

    static CronCase row(String name, String cron, String zone, String from, String to) {
        return new CronCase(
                name, cron, cron, zone, at(from + "T00:00:00Z"), at(to + "T00:00:00Z"), List.of(), List.of());
    }

    CronCase oracleReads(String text) {
        return new CronCase(name, cron, text, zone, from, to, ours, theirs);
    }

    CronCase firesAlsoAt(String... instants) {
        return new CronCase(name, cron, oracle, zone, from, to, all(instants), theirs);
    }

    CronCase doesNotFireAt(String... instants) {
        return new CronCase(name, cron, oracle, zone, from, to, ours, all(instants));
    }

    Map<String, Object> question() {
        return Map.of("cron", oracle, "zone", zone, "from", from.toString(), "to", to.toString(), "count", MOST);
    }

    /** What the oracle's answer comes to by our meaning. */
    List<Instant> expected(List<Instant> answer) {
        return Stream.concat(answer.stream().filter(at -> !at.isAfter(to) && !theirs.contains(at)), ours.stream())
                .sorted()
                .toList();
    }

    List<Instant> instants() {
        var schedule = Cron.parse(cron, ZoneId.of(zone), new ArrayList<>()).orElseThrow();
        return Stream.iterate(schedule.after(from), Optional::isPresent, at -> schedule.after(at.orElseThrow()))
                .map(Optional::orElseThrow)
                .takeWhile(at -> !at.isAfter(to))
                .limit(MOST)
                .toList();
    }

    private static List<Instant> all(String... instants) {
        return Stream.of(instants).map(CronCase::at).toList();
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
