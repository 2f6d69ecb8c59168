package dev.keyturn.project;

import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Replacement;
import dev.keyturn.plan.Sink;
import dev.keyturn.project.Happenings.Happening;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a write of the ledger says of workloads that were restarted for a new value, and of those that were not. */
public final class Restarted {

    private Restarted() {}

    /** The kinds of the workloads that were restarted, one for each. */
    public static List<String> kinds(Optional<Ledger> before, Ledger after) {
        return before.map(known -> news(known, after, Replacement::restarted)).orElse(List.of()).stream()
                .map(workload -> workload.substring(0, workload.indexOf('/')))
                .toList();
    }

    static List<Happening> between(Ledger before, Ledger after) {
        var revision = replacement(after).map(Replacement::revision).orElse(0);
        return Stream.concat(
                        told(news(before, after, Replacement::restarted))
                                .map(names -> "restarted " + names + ", to run on revision " + revision),
                        told(news(before, after, Replacement::left))
                                .map(names -> "not restarted to run on revision " + revision + ": " + names))
                .map(message -> new Happening(false, Reason.WaitingForConsumers, message))
                .toList();
    }

    private static Stream<String> told(List<String> names) {
        return names.isEmpty() ? Stream.empty() : Stream.of(String.join(", ", names));
    }

    private static List<String> news(Ledger before, Ledger after, Function<Replacement, List<String>> part) {
        var known = replacement(before)
                .filter(earlier -> replacement(after)
                        .filter(later -> later.mark().equals(earlier.mark()))
                        .isPresent())
                .map(part)
                .orElse(List.of());
        return replacement(after).map(part).orElse(List.of()).stream()
                .filter(name -> !known.contains(name))
                .toList();
    }

    private static Optional<Replacement> replacement(Ledger ledger) {
        return Optional.ofNullable(ledger.sink()).map(Sink::replacement);
    }
}
