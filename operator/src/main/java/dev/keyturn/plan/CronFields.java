package dev.keyturn.plan;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The five fields of a cron expression as a CronJob reads them, each as the numbers that it stands for; Sunday is 0.
 *
 * @param anyDay whether the day of the month was left open: then the day of the week decides alone, and otherwise either does
 * @param anyWeekday the same the other way round
 */
record CronFields(
        SortedSet<Integer> minutes,
        SortedSet<Integer> hours,
        SortedSet<Integer> days,
        SortedSet<Integer> months,
        SortedSet<Integer> weekdays,
        boolean anyDay,
        boolean anyWeekday) {

    /** Dates and weekdays repeat after so long, leap years included. */
    private static final int CYCLE_IN_YEARS = 28;

    private static final LocalDate CYCLE = LocalDate.of(2000, 1, 1);
    private static final int MINUTES_A_DAY = 24 * 60;

    private static final Pattern PART =
            Pattern.compile("(\\*|[0-9]{1,4}|[A-Za-z]{3})(?:-([0-9]{1,4}|[A-Za-z]{3}))?(?:/([0-9]{1,4}))?");

    private static final String SHAPE =
            "must be five fields as in a CronJob: minute, hour, day of the month, month and day of the week, such as"
                    + " \"0 3 1 * *\", without L, W, #, ?, @ and TZ=";

    private static final Field MINUTE = new Field("the minute", 0, 59, 59, List.of());
    private static final Field HOUR = new Field("the hour", 0, 23, 23, List.of());
    private static final Field DAY = new Field("the day of the month", 1, 31, 31, List.of());
    private static final Field MONTH = new Field(
            "the month",
            1,
            12,
            12,
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"));

    /** Sunday is 7, too; what counts on from a day ends with Saturday all the same. */
    private static final Field WEEKDAY =
            new Field("the day of the week", 0, 7, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

    /**
     * The fields of a text; empty where it is none, and then the problems have a sentence more for each field that is wrong.
     */
    static Optional<CronFields> parse(String text, List<String> problems) {
        var fields = text.strip().split("\\s+", -1);
        if (fields.length != 5) {
            problems.add(SHAPE);
            return Optional.empty();
        }
        var wrong = new ArrayList<String>();
        var minutes = MINUTE.read(fields[0], wrong);
        var hours = HOUR.read(fields[1], wrong);
        var days = DAY.read(fields[2], wrong);
        var months = MONTH.read(fields[3], wrong);
        var weekdays = WEEKDAY.read(fields[4], wrong);
        if (weekdays.remove(7)) {
            weekdays.add(0);
        }
        problems.addAll(wrong);
        return wrong.isEmpty()
                ? Optional.of(new CronFields(
                        minutes, hours, days, months, weekdays, Field.isOpen(fields[2]), Field.isOpen(fields[4])))
                : Optional.empty();
    }

    /** Whether there is a date on which it fires. */
    boolean fires() {
        return dates(CYCLE).findAny().isPresent();
    }

    /**
     * The shortest time from one firing to the next, as the clock on the wall counts it; of one that fires.
     *
     * @param enough a longer one need not be told from it
     */
    Duration shortestDistance(Duration enough) {
        var times = minutes.stream()
                .flatMap(minute -> hours.stream().map(hour -> hour * 60 + minute))
                .sorted()
                .toList();
        var inADay = IntStream.range(1, times.size())
                .mapToLong(i -> times.get(i) - times.get(i - 1))
                .min()
                .orElse(Long.MAX_VALUE);
        var overNight = MINUTES_A_DAY - times.getLast() + times.getFirst();
        var least = Duration.ofMinutes(Math.min(inADay, overNight));
        return least.compareTo(enough) >= 0
                ? least
                : Duration.ofMinutes(Math.min(inADay, (fewestDays() - 1L) * MINUTES_A_DAY + overNight));
    }

    /** The fewest days from one date on which it fires to the next. */
    private long fewestDays() {
        var dates = dates(CYCLE).mapToLong(LocalDate::toEpochDay).toArray();
        var again =
                dates(CYCLE.plusYears(CYCLE_IN_YEARS)).findFirst().orElseThrow().toEpochDay();
        return IntStream.range(0, dates.length)
                .mapToLong(i -> (i + 1 < dates.length ? dates[i + 1] : again) - dates[i])
                .min()
                .orElseThrow();
    }

    private Stream<LocalDate> dates(LocalDate from) {
        return from.datesUntil(from.plusYears(CYCLE_IN_YEARS)).filter(this::matches);
    }

    private boolean matches(LocalDate date) {
        var day = days.contains(date.getDayOfMonth());
        var weekday = weekdays.contains(date.getDayOfWeek().getValue() % 7);
        var open = anyDay || anyWeekday;
        return months.contains(date.getMonthValue()) && (open ? day && weekday : day || weekday);
    }

    /**
     * What may stand in one field.
     *
     * @param openEnd where counting on ends, as in {@code 5/2}
     * @param names of the numbers, the first of {@code least}
     */
    private record Field(String name, int least, int most, int openEnd, List<String> names) {

        /** A field is open where everything in it counts; what counts in steps does not leave it open. */
        static boolean isOpen(String text) {
            return List.of(text.split(",", -1)).stream().anyMatch(part -> part.matches("\\*(/0*1)?"));
        }

        SortedSet<Integer> read(String text, List<String> wrong) {
            var numbers = new TreeSet<Integer>();
            for (var part : text.split(",", -1)) {
                if (!add(part, numbers)) {
                    wrong.add("has something wrong in " + name + ": numbers from " + least + " to " + most
                            + (names.isEmpty()
                                    ? ""
                                    : ", names (" + names.getFirst().toUpperCase(Locale.ROOT) + ")")
                            + ", *, ranges (1-5), lists (1,5) and steps (*/2) may stand there");
                    return numbers;
                }
            }
            return numbers;
        }

        private boolean add(String part, SortedSet<Integer> numbers) {
            var matcher = PART.matcher(part);
            if (!matcher.matches()) {
                return false;
            }
            var from = matcher.group(1);
            var to = matcher.group(2);
            var step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
            var all = from.equals("*");
            var first = all ? least : number(from);
            var last = all || (to == null && matcher.group(3) != null) ? openEnd : to == null ? first : number(to);
            if ((all && to != null) || step < 1 || first < least || last > most || first > last) {
                return false;
            }
            for (var i = first; i <= last; i += step) {
                numbers.add(i);
            }
            return true;
        }

        /** Below what may stand there where it is no name. */
        private int number(String text) {
            if (Character.isDigit(text.charAt(0))) {
                return Integer.parseInt(text);
            }
            var index = names.indexOf(text.toLowerCase(Locale.ROOT));
            return index < 0 ? -1 : index + least;
        }
    }
}
