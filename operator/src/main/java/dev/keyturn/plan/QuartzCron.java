package dev.keyturn.plan;

import java.text.ParseException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quartz.CronExpression;

/**
 * Cron fields evaluated by Quartz, on a calendar without zones: Quartz leaves out a time that a zone does not have, and which instants
 * the times of a zone are is no question of cron. The one class that knows Quartz.
 */
final class QuartzCron {

    /** Either fires: Quartz knows a day of the month or one of the week, and not both. */
    private final List<CronExpression> either;

    QuartzCron(CronFields fields) {
        either = expressions(fields).map(QuartzCron::parsed).toList();
    }

    /** The first time after this one; empty where there is none. */
    Optional<LocalDateTime> after(LocalDateTime time) {
        var from = Date.from(time.toInstant(ZoneOffset.UTC));
        return either.stream()
                .flatMap(expression -> Stream.ofNullable(expression.getNextValidTimeAfter(from)))
                .min(Comparator.naturalOrder())
                .map(next -> LocalDateTime.ofInstant(next.toInstant(), ZoneOffset.UTC));
    }

    private static Stream<String> expressions(CronFields fields) {
        var times = "0 " + list(fields.minutes()) + " " + list(fields.hours()) + " ";
        var months = " " + list(fields.months()) + " ";
        var byDay = times + list(fields.days()) + months + "?";
        var byWeekday = times + "?" + months
                + list(fields.weekdays().stream().map(day -> day + 1).toList());
        if (fields.anyWeekday()) {
            return Stream.of(byDay);
        }
        return fields.anyDay() ? Stream.of(byWeekday) : Stream.of(byDay, byWeekday);
    }

    private static String list(Collection<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static CronExpression parsed(String text) {
        try {
            var expression = new CronExpression(text);
            expression.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
            return expression;
        } catch (ParseException e) {
            throw new IllegalStateException("numbers within their bounds are what Quartz reads: " + text, e);
        }
    }
}
