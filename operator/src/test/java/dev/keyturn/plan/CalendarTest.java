package dev.keyturn.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.keyturn.plan.CronOracle.Answer;
import dev.keyturn.plan.CronOracle.Answered;
import dev.keyturn.plan.CronOracle.Missing;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Cron and windows mean what the library of CronJobs says. Where they differ on purpose a row says so, instant by instant: a time that
 * a zone leaves out fires at the next that it has (the oracle leaves it out), one that it has twice fires once (the oracle fires
 * twice), and 7 is a Sunday (the oracle refuses it).
 */
final class CalendarTest {

    @TestFactory
    Stream<DynamicTest> cron_fires_when_the_oracle_says() {
        return compared(CronCases.ALL, CronCase::name, CronCase::question, (row, answer) -> {
            assertThat(answer.refused()).isEmpty();
            differ(answer, row.ours(), row.theirs());
            assertThat(row.instants()).isNotEmpty().isEqualTo(row.expected(answer.instants()));
        });
    }

    @TestFactory
    Stream<DynamicTest> windows_open_and_close_when_the_oracle_says() {
        return compared(WindowsCases.ALL, WindowsCase::name, WindowsCase::question, (row, answer) -> {
            differ(answer, row.ours(), row.theirs());
            assertThat(row.changes()).isNotEmpty().isEqualTo(row.expected(answer.instants()));
        });
    }

    @TestFactory
    Stream<DynamicTest> what_the_oracle_refuses_is_refused_too() {
        return compared(
                CronCases.REFUSED,
                text -> "'" + text + "'",
                text -> Map.of("cron", text, "zone", "UTC", "from", "2026-01-01T00:00:00Z", "count", 1),
                (text, answer) -> {
                    assertThat(answer.refused()).isNotEmpty();
                    assertThat(CronCases.problems(text)).isNotEmpty();
                });
    }

    /** That a row says that they differ is not to hide that they do not. */
    private static void differ(Answer answer, List<Instant> ours, List<Instant> theirs) {
        assertThat(ours).doesNotContainAnyElementsOf(answer.instants());
        assertThat(theirs).isSubsetOf(answer.instants());
    }

    /** On which the oracle does not come to an end. */
    @Test
    void a_day_that_a_zone_left_out_counts_when_the_next_begins() {
        var schedule = Cron.parse("0 12 30 * *", ZoneId.of("Pacific/Apia"), new ArrayList<>())
                .orElseThrow();

        assertThat(schedule.after(Instant.parse("2011-12-01T00:00:00Z")))
                .contains(Instant.parse("2011-12-30T10:00:00Z"));
    }

    @Test
    void there_are_at_least_sixty_cases() {
        assertThat(CronCases.ALL.size() + WindowsCases.ALL.size()).isGreaterThanOrEqualTo(60);
    }

    @FunctionalInterface
    private interface Comparison<T> {
        void of(T row, Answer answer);
    }

    @SuppressWarnings("SystemOut") // Test runners hide why a test was skipped; here a person should see it.
    private static <T> Stream<DynamicTest> compared(
            List<T> rows,
            Function<T, String> name,
            Function<T, Map<String, Object>> question,
            Comparison<T> comparison) {
        return switch (CronOracle.ask(rows.stream().map(question).toList())) {
            case Answered(var answers) ->
                IntStream.range(0, rows.size())
                        .mapToObj(i ->
                                dynamicTest(name.apply(rows.get(i)), () -> comparison.of(rows.get(i), answers.get(i))));
            case Missing(var remedy)
            when Boolean.parseBoolean(System.getenv("CI")) ->
                throw new IllegalStateException("CI=true, and no oracle for cron: " + remedy);
            case Missing(var remedy) -> {
                System.err.println("Cron cannot be compared with the library of CronJobs: " + remedy);
                yield abort("no oracle for cron: " + remedy);
            }
        };
    }
}
