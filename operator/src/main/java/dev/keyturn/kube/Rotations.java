package dev.keyturn.kube;

import dev.keyturn.crd.RotationSpec;
import dev.keyturn.crd.WindowSpec;
import dev.keyturn.plan.Calendar;
import dev.keyturn.plan.Cron;
import dev.keyturn.plan.Demand.Every;
import dev.keyturn.plan.DurationText;
import dev.keyturn.plan.Window;
import dev.keyturn.plan.Windows;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code spec.rotation}: when a key turns, and how long its predecessor lives on. */
final class Rotations {

    private static final Openings OPEN = new Openings();
    private static final String FIELD = "spec.rotation.";
    private static final ZoneId UTC = ZoneId.of("Etc/UTC");
    private static final int MOST_WINDOWS = 16;
    private static final int LONGEST_CRON = 256;

    /** A window is a stretch of time and no rhythm: more of them are for nobody to look at, and cost time at each look. */
    private static final Duration LEAST_BETWEEN_WINDOWS = Duration.ofHours(1);

    private final Duration shortestInterval;

    Rotations(Duration shortestInterval) {
        this.shortestInterval = shortestInterval;
    }

    /** What was asked for, with defaults filled in; of use only where there was no error. */
    record Rotation(Optional<Every> every, Duration overlap, Calendar calendar) {}

    Rotation read(Credential credential, List<String> errors) {
        var given = credential.rotation();
        var cronText = given.flatMap(spec -> Optional.ofNullable(spec.cron()));
        var everyText = given.flatMap(spec -> Optional.ofNullable(spec.every()));
        if (everyText.isPresent() && cronText.isPresent()) {
            errors.add(FIELD + "every and " + FIELD + "cron are both there: a key turns by its age or at fixed times");
        }
        var every = everyText
                .or(() -> cronText.isPresent() ? Optional.empty() : credential.defaultEvery())
                .map(text -> every(text, errors));
        var overlap = given.flatMap(spec -> Optional.ofNullable(spec.overlap()))
                .map(text -> Durations.read(FIELD + "overlap", text, Duration.ZERO, Duration.ofDays(90), errors))
                .orElse(Credential.DEFAULT_OVERLAP);
        return new Rotation(every, overlap, calendar(given.orElse(null), errors));
    }

    private Every every(String text, List<String> errors) {
        var wrong = errors.size();
        var interval = Durations.read(FIELD + "every", text, Duration.ofSeconds(1), Duration.ofDays(3650), errors);
        if (interval.compareTo(shortestInterval) < 0 && errors.size() == wrong) {
            errors.add(FIELD + "every is " + text + ", the operator's rotation.shortestInterval is "
                    + DurationText.of(shortestInterval));
        }
        return new Every(interval, text);
    }

    private Calendar calendar(@Nullable RotationSpec given, List<String> errors) {
        if (given == null) {
            return Calendar.NONE;
        }
        var windows = new ArrayList<@Nullable WindowSpec>(
                Optional.ofNullable(given.windows()).orElse(List.of()));
        if (given.timeZone() != null && given.cron() == null && given.windows() == null) {
            errors.add(FIELD + "timeZone is the zone of cron and windows, and neither is there: leave it out");
        }
        var zone = zone(given.timeZone(), errors);
        var cron = Optional.ofNullable(given.cron()).flatMap(text -> cron(FIELD + "cron", text, zone, errors));
        cron.map(schedule -> schedule.shortestDistance(shortestInterval))
                .filter(distance -> distance.compareTo(shortestInterval) < 0)
                .ifPresent(distance -> errors.add(FIELD + "cron fires after " + DurationText.of(distance)
                        + " again, the operator's rotation.shortestInterval is " + DurationText.of(shortestInterval)));
        return new Calendar(cron, windows(windows, zone, errors));
    }

    private static ZoneId zone(@Nullable String name, List<String> errors) {
        if (name == null) {
            return UTC;
        }
        // Offsets such as +02:00 are zones to Java, and none to Kubernetes.
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            errors.add(
                    FIELD + "timeZone must be a name of the IANA time zone database, such as Europe/Berlin or Etc/UTC");
            return UTC;
        }
        return ZoneId.of(name);
    }

    private static Optional<Cron> cron(String field, String text, ZoneId zone, List<String> errors) {
        var problems = new ArrayList<String>();
        var cron = text.length() > LONGEST_CRON ? Optional.<Cron>empty() : Cron.parse(text, zone, problems);
        if (cron.isEmpty() && problems.isEmpty()) {
            problems.add("has more than " + LONGEST_CRON + " characters");
        }
        problems.forEach(problem -> errors.add(field + " " + problem));
        return cron;
    }

    private static Windows windows(List<@Nullable WindowSpec> given, ZoneId zone, List<String> errors) {
        if (given.size() > MOST_WINDOWS) {
            errors.add(FIELD + "windows may have " + MOST_WINDOWS + " entries");
            return Windows.NONE;
        }
        var wrong = errors.size();
        var all = new ArrayList<Window>();
        for (var i = 0; i < given.size(); i++) {
            window(FIELD + "windows[" + i + "]", given.get(i), zone, errors).ifPresent(all::add);
        }
        var windows = new Windows(List.copyOf(all));
        if (errors.size() == wrong && !OPEN.of(windows)) {
            errors.add(FIELD + "windows never open: there is no time "
                    + (all.stream().anyMatch(window -> window.kind() == Window.Kind.Allow)
                            ? "inside an Allow window and outside every Deny window"
                            : "outside every Deny window")
                    + " in the next ten years, so nothing would ever turn on schedule");
        }
        return windows;
    }

    private static Optional<Window> window(String field, @Nullable WindowSpec given, ZoneId zone, List<String> errors) {
        if (given == null) {
            errors.add(field + " must have kind, schedule and duration");
            return Optional.empty();
        }
        var kind = Stream.of(Window.Kind.values())
                .filter(known -> known.name().equals(given.kind()))
                .findFirst();
        if (kind.isEmpty()) {
            errors.add(field + ".kind must be Allow or Deny");
        }
        var schedule = cron(field + ".schedule", given.schedule() == null ? "" : given.schedule(), zone, errors);
        schedule.filter(cron -> cron.shortestDistance(LEAST_BETWEEN_WINDOWS).compareTo(LEAST_BETWEEN_WINDOWS) < 0)
                .ifPresent(_ -> errors.add(
                        field + ".schedule begins more than once an hour: let it begin less often, and last longer"));
        var duration = Durations.read(
                field + ".duration",
                given.duration() == null ? "" : given.duration(),
                Duration.ofMinutes(1),
                Duration.ofDays(365),
                errors);
        return kind.flatMap(known -> schedule.map(cron -> new Window(known, cron, duration)));
    }

    /** Whether windows ever open depends on nothing but them, and may take long to find out. */
    private static final class Openings {
        private static final int MOST = 512;

        private final Map<String, Boolean> known = new LinkedHashMap<>(16, 0.75F, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > MOST;
            }
        };

        synchronized boolean of(Windows windows) {
            return known.computeIfAbsent(windows.all().toString(), _ -> windows.open());
        }
    }
}
