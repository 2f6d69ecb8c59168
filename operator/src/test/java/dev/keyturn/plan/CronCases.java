package dev.keyturn.plan;

import static dev.keyturn.plan.CronCase.row;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Cron expressions to compare. In 2026 the clock changes on 29 March and 25 October in Berlin, on 8 March and 1 November in New York. */
final class CronCases {

    private static final String BERLIN = "Europe/Berlin";
    private static final String NEW_YORK = "America/New_York";
    private static final String UTC = "Etc/UTC";

    private CronCases() {}

    static final List<CronCase> ALL = List.of(
            row("each first at three", "0 3 1 * *", UTC, "2026-01-01", "2027-01-01"),
            row("twice a year", "0 3 1 1,7 *", BERLIN, "2026-01-01", "2029-01-01"),
            row("each weekday", "0 2 * * 1-5", UTC, "2026-02-20", "2026-03-20"),
            row("each Sunday as 0", "0 2 * * 0", UTC, "2026-01-01", "2026-04-01"),
            row("each Sunday as 7", "0 2 * * 7", UTC, "2026-01-01", "2026-04-01")
                    .oracleReads("0 2 * * 0"),
            row("from Friday to Sunday as 5-7", "0 2 * * 5-7", UTC, "2026-01-01", "2026-04-01")
                    .oracleReads("0 2 * * 5,6,0"),
            row("Sunday as both of its numbers", "0 2 * * 0,7", UTC, "2026-01-01", "2026-04-01")
                    .oracleReads("0 2 * * 0"),
            row("all days as 0-7", "0 2 * * 0-7", UTC, "2026-01-01", "2026-02-01")
                    .oracleReads("0 2 * * 0-6"),
            row("a day of the week by name", "0 2 * * MON", UTC, "2026-01-01", "2026-04-01"),
            row("days of the week by names in any spelling", "0 2 * * mon-Wed,SAT", UTC, "2026-01-01", "2026-02-01"),
            row("months by name", "0 2 1 jan-MAR,Dec *", UTC, "2026-01-01", "2028-01-01"),
            row("every second day of the week from Monday", "0 2 * * 1/2", UTC, "2026-01-01", "2026-02-01"),
            row("a day of the month or one of the week", "0 3 13 * 5", UTC, "2026-01-01", "2027-01-01"),
            row("several of each", "15 4 1,15 * MON,THU", UTC, "2026-01-01", "2026-07-01"),
            row("steps of days restrict, and so either counts", "0 3 */10 * 1", UTC, "2026-01-01", "2026-07-01"),
            row("steps of one leave a day open", "0 3 */1 * 1", UTC, "2026-01-01", "2026-04-01"),
            row("steps of weekdays restrict, too", "0 3 15 * */3", UTC, "2026-01-01", "2026-04-01"),
            row("an open day among others is open", "0 3 1,* * 2", UTC, "2026-01-01", "2026-03-01"),
            row("an open weekday among others is open", "0 3 13 * 2,*", UTC, "2026-01-01", "2026-12-01"),
            row("all days as a range are not open", "0 3 1-31 * 1", UTC, "2026-01-01", "2026-03-01"),
            row("all weekdays as a range are not open", "0 3 13 * 0-6", UTC, "2026-01-01", "2026-03-01"),
            row("a month of its own with either day", "0 0 29 2 MON", UTC, "2026-01-01", "2029-01-01"),
            row("the 31st, where there is one", "0 0 31 * *", UTC, "2026-01-01", "2028-01-01"),
            row("the 30th, which February lacks", "0 0 30 * *", UTC, "2027-01-01", "2029-01-01"),
            row("the 29th, with and without a leap year", "0 0 29 * *", UTC, "2027-01-01", "2029-01-01"),
            row("a leap day", "0 0 29 2 *", UTC, "2026-01-01", "2037-01-01"),
            row("the last two days of a long month", "59 23 30-31 * *", UTC, "2026-01-01", "2027-01-01"),
            row("over the turn of a year", "59 23 31 12 *", BERLIN, "2026-06-01", "2029-06-01"),
            row("steps of minutes", "*/20 5 * * *", UTC, "2026-01-01", "2026-01-10"),
            row("steps from a minute on", "5/25 5 * * *", UTC, "2026-01-01", "2026-01-10"),
            row("steps in a range", "10-50/15 5 * * *", UTC, "2026-01-01", "2026-01-10"),
            row("steps that do not divide the hour", "*/25 1,2 * * *", UTC, "2026-01-01", "2026-01-10"),
            row("steps of hours", "0 */5 * * *", UTC, "2026-01-01", "2026-01-10"),
            row("steps of months", "0 0 1 */5 *", UTC, "2026-01-01", "2029-01-01"),
            row("each minute of an hour", "* 5 1 * *", UTC, "2026-01-01", "2026-03-01"),
            row("leading noughts and more than one space", " 05  03 01 * * ", UTC, "2026-01-01", "2026-04-01"),
            row("Berlin, far from any change of the clock", "30 2 * * *", BERLIN, "2026-06-01", "2026-06-15"),
            row(
                    "Berlin in spring, before and after the hour that is left out",
                    "59 1,3 * * *",
                    BERLIN,
                    "2026-03-27",
                    "2026-04-01"),
            row(
                            "Berlin in spring: 2:30 is left out, and counts at three",
                            "30 2 * * *",
                            BERLIN,
                            "2026-03-27",
                            "2026-04-01")
                    .firesAlsoAt("2026-03-29T01:00:00Z"),
            row(
                            "Berlin in spring: 2:00 is left out, and counts at three",
                            "0 2 * * *",
                            BERLIN,
                            "2026-03-27",
                            "2026-04-01")
                    .firesAlsoAt("2026-03-29T01:00:00Z"),
            row(
                            "Berlin in spring: two times that are left out are one",
                            "15,45 2 * * *",
                            BERLIN,
                            "2026-03-27",
                            "2026-04-01")
                    .firesAlsoAt("2026-03-29T01:00:00Z"),
            row(
                    "Berlin in spring: what is left out is one with three o'clock itself",
                    "0 2,3 * * *",
                    BERLIN,
                    "2026-03-27",
                    "2026-04-01"),
            row(
                            "Berlin in spring: a Sunday's 2:30 is left out, and counts at three",
                            "30 2 * * SUN",
                            BERLIN,
                            "2026-03-20",
                            "2026-04-10")
                    .firesAlsoAt("2026-03-29T01:00:00Z"),
            row(
                            "Berlin in spring: once a year, and just that time is left out",
                            "30 2 29 3 *",
                            BERLIN,
                            "2025-01-01",
                            "2028-01-01")
                    .firesAlsoAt("2026-03-29T01:00:00Z"),
            row("Berlin in spring: each hour", "0 * * * *", BERLIN, "2026-03-28", "2026-03-30"),
            row(
                            "Berlin in autumn: 2:30 is there twice, and fires once",
                            "30 2 * * *",
                            BERLIN,
                            "2026-10-23",
                            "2026-10-28")
                    .doesNotFireAt("2026-10-25T01:30:00Z"),
            row(
                            "Berlin in autumn: 2:00 is there twice, and fires once",
                            "0 2 * * *",
                            BERLIN,
                            "2026-10-23",
                            "2026-10-28")
                    .doesNotFireAt("2026-10-25T01:00:00Z"),
            row(
                            "Berlin in autumn: of each half hour the second ones are left out",
                            "0,30 * * * *",
                            BERLIN,
                            "2026-10-24",
                            "2026-10-26")
                    .doesNotFireAt("2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z"),
            row("Berlin in autumn: three o'clock is there once", "0 3 * * *", BERLIN, "2026-10-23", "2026-10-28"),
            row("New York in spring: 2:15 is left out", "15 2 * * *", NEW_YORK, "2026-03-06", "2026-03-11")
                    .firesAlsoAt("2026-03-08T07:00:00Z"),
            row("New York in autumn: 1:15 is there twice", "15 1 * * *", NEW_YORK, "2026-10-30", "2026-11-04")
                    .doesNotFireAt("2026-11-01T06:15:00Z"),
            row("Sydney, where it is the other way round", "30 2 * * *", "Australia/Sydney", "2026-04-03", "2026-10-06")
                    .firesAlsoAt("2026-10-03T16:00:00Z")
                    .doesNotFireAt("2026-04-04T16:30:00Z"),
            row(
                            "Lord Howe, which changes by half an hour",
                            "15 2 * * *",
                            "Australia/Lord_Howe",
                            "2026-10-01",
                            "2026-10-06")
                    .firesAlsoAt("2026-10-03T15:30:00Z"),
            row(
                    "Kathmandu, which is off by three quarters of an hour",
                    "0 3 * * 1",
                    "Asia/Kathmandu",
                    "2026-01-01",
                    "2026-03-01"),
            row(
                    "Chatham, which is off by three quarters and changes",
                    "0 4 1 * *",
                    "Pacific/Chatham",
                    "2026-01-01",
                    "2027-01-01"),
            row("Kiritimati, fourteen hours ahead", "0 3 1 * *", "Pacific/Kiritimati", "2026-01-01", "2027-01-01"),
            row("St John's, half an hour off", "0 3 * * SAT", "America/St_Johns", "2026-01-01", "2026-12-01"),
            row("Tokyo, which never changes", "0 9 1 */3 *", "Asia/Tokyo", "2026-01-01", "2028-01-01"));

    /** What neither reads. */
    static final List<String> REFUSED = List.of(
            "",
            "0 3 * *",
            "0 0 3 1 * *",
            "0 3 1 * * 2027",
            "60 3 * * *",
            "0 24 * * *",
            "0 3 0 * *",
            "0 3 32 * *",
            "0 3 * 13 *",
            "0 3 * 0 *",
            "0 3 * * 8",
            "0 3 L * *",
            "0 3 15W * *",
            "0 3 * * 5#2",
            "0 3 * * 5L",
            "0 3 * FOO *",
            "0 3 * * JAN",
            "0 3 MON * *",
            "5-1 3 * * *",
            "*/0 3 * * *",
            "1-2-3 3 * * *",
            "1/2/3 3 * * *",
            "-1 3 * * *",
            "0 3 * * SAT-SUN",
            "@fortnightly",
            "x 3 * * *");

    static List<String> problems(String text) {
        var problems = new ArrayList<String>();
        var read = Cron.parse(text, ZoneOffset.UTC, problems);
        return read.isPresent() ? List.of() : problems;
    }
}
