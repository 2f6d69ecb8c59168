package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Windows in a zone, looked at from one day to another: when they open and when they close.
 *
 * @param ours instants that the oracle does not have
 * @param theirs instants that the oracle alone has
 */
record WindowsCase(
        String name, List<Window> windows, Instant from, Instant to, List<Instant> ours, List<Instant> theirs) {

    static WindowsCase row(String name, String zone, String from, String to, String... windows) {
        return new WindowsCase(
                name,
                Stream.of(windows).map(text -> window(text, zone)).toList(),
                Instant.parse(from + "T00:00:00Z"),
                Instant.parse(to + "T00:00:00Z"),
                List.of(),
                List.of());
    }

    /** Such as {@code Allow 3h 0 2 * * *}. */
    private static Window window(String text, String zone) {
        var parts = text.split(" ", 3);
        return new Window(
                Window.Kind.valueOf(parts[0]),
                Cron.parse(parts[2], ZoneId.of(zone), new ArrayList<>()).orElseThrow(),
                DurationText.parse(parts[1]).orElseThrow());
    }

    WindowsCase changesAlsoAt(String... instants) {
        return new WindowsCase(
                name, windows, from, to, Stream.of(instants).map(Instant::parse).toList(), theirs);
    }

    WindowsCase doesNotChangeAt(String... instants) {
        return new WindowsCase(
                name,
                windows,
                from,
                to,
                ours,
                Stream.of(instants).map(Instant::parse).toList());
    }

    Map<String, Object> question() {
        return Map.of(
                "zone",
                windows.getFirst().schedule().zone().getId(),
                "from",
                from.toString(),
                "to",
                to.toString(),
                "windows",
                windows.stream()
                        .map(window -> Map.of(
                                "kind", window.kind().name(),
                                "schedule", window.schedule().text(),
                                "minutes", window.duration().toMinutes()))
                        .toList());
    }

    List<Instant> expected(List<Instant> answer) {
        return Stream.concat(answer.stream().filter(at -> !theirs.contains(at)), ours.stream())
                .sorted()
                .toList();
    }

    /** From one opening to its end, as turns are pushed. */
    List<Instant> changes() {
        var all = new Windows(windows);
        var changes = new ArrayList<Instant>();
        var at = all.opening(from);
        while (at.filter(opening -> !opening.isAfter(to)).isPresent()) {
            changes.add(at.get());
            var end = all.closing(at.get(), to.plus(Duration.ofMinutes(1)));
            if (end.isAfter(to)) {
                break;
            }
            changes.add(end);
            at = all.opening(end);
        }
        return changes;
    }
}
