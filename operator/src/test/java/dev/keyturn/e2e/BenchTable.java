package dev.keyturn.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured, as a table of a page. */
final class BenchTable {

    private static final String BEGIN = "<!-- What stands from here to the end mark is written by `make bench`. -->\n";
    private static final String END = "<!-- end -->\n";

    /** Of a rotation whose old key has no overlap. */
    private static final int WRITES = 5;

    private final List<String> rows = new ArrayList<>();

    BenchTable(LocalDate date) {
        rows.add("%s, %d processors (%s).\n"
                .formatted(date, Runtime.getRuntime().availableProcessors(), System.getProperty("os.arch")));
        rows.add("| what | measured | aim |");
        rows.add("|---|---|---|");
    }

    void raw(RawLoop raw) {
        row("raw loop: one PUT, one GET", "", "%s ms, %s ms".formatted(number(raw.put()), number(raw.get())));
        row(
                "raw loop: PUTs a second, of one loop and of eight",
                "",
                "%s, %s".formatted(number(raw.putsPerSecond()), number(raw.putsPerSecondAtOnce())));
    }

    void oneAtATime(OneAtATime turns, RawLoop raw) {
        var p50 = turns.untilPublished().median();
        var p99 = turns.untilPublished().percentile(99);
        row(
                "annotation → new value, at the median",
                "1.2 ×",
                "%s ms: %s × (3 PUTs + 2 GETs)".formatted(number(p50), number(p50 / raw.leastUntilPublished())));
        row(
                "annotation → new value, 99 of 100",
                "2 ×",
                "%s ms: %s × the median".formatted(number(p99), number(p99 / p50)));
        row("processor time of a rotation, one at a time", "", number(millis(turns.processor())) + " ms");
        row("writes of a rotation, one at a time", "", written(turns.writes()));
    }

    void burst(Burst burst, Map<String, Long> writes, RawLoop raw) {
        var rotations = burst.rotations();
        var rate = rotations / (millis(burst.took()) / 1000);
        row(
                "burst of %,d rotations".formatted(rotations),
                "0.8 ×",
                "%s a second: %s × (PUTs of eight loops ÷ 5), %s × (PUTs of one ÷ 5)"
                        .formatted(
                                number(rate),
                                number(rate / (raw.putsPerSecondAtOnce() / WRITES)),
                                number(rate / (raw.putsPerSecond() / WRITES))));
        row("processor time of a rotation, in the burst", "", number(millis(burst.processor()) / rotations) + " ms");
        row(
                "writes of a rotation, in the burst",
                "",
                written(writes.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue() / (double) rotations))));
    }

    void resting(int credentials, Resting resting, String aim) {
        row(
                "started over %,d credentials, none of them due".formatted(credentials),
                aim,
                "ready after %s s, at rest %d MiB (%d MB), at most %d MiB; until then %s s of processor time and %d writes"
                        .formatted(
                                number(millis(resting.ready()) / 1000),
                                resting.mebibytes(),
                                (resting.mebibytes() << 20) / 1_000_000,
                                resting.peak(),
                                number(millis(resting.processor()) / 1000),
                                resting.writes()));
    }

    void writeTo(Path page) throws IOException {
        var table = String.join("\n", rows) + "\n";
        var text = Files.readString(page);
        var begin = text.indexOf(BEGIN);
        var end = text.indexOf(END, begin);
        if (begin < 0 || end < 0) {
            throw new IllegalStateException(page + " has no place for the table: it wants the two marks of " + BEGIN);
        }
        Files.writeString(page, text.substring(0, begin + BEGIN.length()) + "\n" + table + "\n" + text.substring(end));
    }

    @SuppressWarnings("SystemOut") // It is what a person waits for, row by row.
    private void row(String what, String aim, String measured) {
        var row = "| %s | %s | %s |".formatted(what, measured, aim);
        System.out.println(row);
        rows.add(row);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    /** With three digits, as far as they mean something. */
    private static String number(double value) {
        return value >= 100
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static String written(Map<String, Double> writes) {
        return writes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + number(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
