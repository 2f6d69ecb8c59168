package dev.keyturn.plan;

import static dev.keyturn.plan.WindowsCase.row;

import java.util.List;

/** Windows to compare: how long each lasts, and when it begins. */
final class WindowsCases {

    private static final String BERLIN = "Europe/Berlin";
    private static final String UTC = "Etc/UTC";

    private WindowsCases() {}

    static final List<WindowsCase> ALL = List.of(
            row("each night", UTC, "2026-01-01", "2026-01-10", "Allow 3h 0 2 * * *"),
            row("weekday nights", BERLIN, "2026-01-01", "2026-01-20", "Allow 3h 0 2 * * 1-5"),
            row("over midnight", BERLIN, "2026-01-01", "2026-01-20", "Allow 4h 0 22 * * FRI"),
            row("over the end of a month", UTC, "2026-01-20", "2026-03-10", "Allow 2d 0 12 31 * *"),
            row("over a leap day", UTC, "2028-02-25", "2028-03-05", "Allow 36h 0 18 28 2 *"),
            row("two that overlap", UTC, "2026-01-01", "2026-01-10", "Allow 3h 0 2 * * *", "Allow 3h 0 4 * * *"),
            row("two that touch", UTC, "2026-01-01", "2026-01-10", "Allow 2h 0 2 * * *", "Allow 2h 0 4 * * *"),
            row("one that begins again before it ends", UTC, "2026-01-01", "2026-01-10", "Allow 90m 0 1-3 * * *"),
            row("a Deny alone", UTC, "2026-12-18", "2027-01-06", "Deny 14d 0 0 20 12 *"),
            row("a Deny inside an Allow", UTC, "2026-01-01", "2026-01-10", "Allow 6h 0 0 * * *", "Deny 1h 0 2 * * *"),
            row(
                    "a Deny over the beginning of an Allow",
                    UTC,
                    "2026-01-01",
                    "2026-01-10",
                    "Allow 3h 0 2 * * *",
                    "Deny 2h 0 1 * * *"),
            row(
                    "a Deny over the end of an Allow",
                    UTC,
                    "2026-01-01",
                    "2026-01-10",
                    "Allow 3h 0 2 * * *",
                    "Deny 2h 30 4 * * *"),
            row(
                    "a Deny over some Allows whole",
                    UTC,
                    "2026-12-15",
                    "2027-01-10",
                    "Allow 3h 0 2 * * *",
                    "Deny 14d 0 0 20 12 *"),
            row(
                    "two Denies in a row",
                    UTC,
                    "2026-01-01",
                    "2026-01-10",
                    "Allow 8h 0 0 * * *",
                    "Deny 1h 0 2 * * *",
                    "Deny 1h 0 3 * * *"),
            row(
                    "a Deny each hour of a day",
                    UTC,
                    "2026-01-01",
                    "2026-01-06",
                    "Allow 1d 0 0 * * *",
                    "Deny 20m 0 9-17 * * *"),
            row(
                    "Berlin in spring: over the hour that is left out",
                    BERLIN,
                    "2026-03-27",
                    "2026-04-01",
                    "Allow 4h 0 1 * * *"),
            row(
                            "Berlin in spring: one that begins in that hour begins at three",
                            BERLIN,
                            "2026-03-27",
                            "2026-04-01",
                            "Allow 1h 30 2 * * *")
                    .changesAlsoAt("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"),
            row(
                    "Berlin in autumn: over the hour that is there twice",
                    BERLIN,
                    "2026-10-23",
                    "2026-10-28",
                    "Allow 4h 0 1 * * *"),
            row(
                            "Berlin in autumn: one that begins in that hour opens once",
                            BERLIN,
                            "2026-10-23",
                            "2026-10-28",
                            "Allow 30m 15 2 * * *")
                    .doesNotChangeAt("2026-10-25T01:15:00Z", "2026-10-25T01:45:00Z"),
            row(
                    "Berlin in autumn: a night that is an hour longer lasts as long as ever",
                    BERLIN,
                    "2026-10-23",
                    "2026-10-28",
                    "Allow 12h 0 20 * * *"),
            row(
                    "a Deny in Berlin over both changes",
                    BERLIN,
                    "2026-03-25",
                    "2026-10-30",
                    "Deny 24h 0 12 28 3 *",
                    "Deny 24h 0 12 24 10 *"),
            row(
                    "New York, over midnight and the change",
                    "America/New_York",
                    "2026-03-05",
                    "2026-03-12",
                    "Allow 5h 0 23 * * SAT,SUN"));
}
