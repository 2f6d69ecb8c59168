package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When workloads are restarted whose pods keep a value that was replaced. Once for each such publication: the mark on the workload is
 * the memory, and what the ledger says of it holds where somebody took the mark away.
 */
public final class Restarts {

    /** After the publication: a pod that is made then is told from older ones, though stamps have whole seconds and kubelets a cache. */
    static final Duration AFTER = Duration.ofSeconds(15);

    /** Whoever keeps writing another value into a Secret does not restart everything that uses it each time: an hour at the most. */
    private static final int MOST_DOUBLINGS = 8;

    /** A workload with several credentials is restarted once for all of them that turn within this time of the first. */
    static final Duration TOGETHER = Duration.ofMinutes(1);

    /** The same where an exposed key waits for the restart, or the old value is dead already. */
    static final Duration TOGETHER_IN_HASTE = Duration.ofSeconds(10);

    /** As long as it is asked who needs a restart, where no older key lives any more. */
    private static final Duration OF_INTEREST = Duration.ofDays(1);

    private Restarts() {}

    /** A credential that a workload takes, as far as it was replaced. */
    public record Turned(String keyring, String secret, Replacement replacement, Instant due, boolean inHaste) {}

    /** What is to be done about one workload. */
    public sealed interface Verdict {

        /** Nothing, for this publication. */
        record Over() implements Verdict {}

        /** Nothing now; it may come to be restarted later. */
        record Later(Optional<Instant> at) implements Verdict {}

        /** It is somebody else's to restart. */
        record Left(String why) implements Verdict {}

        /** Its pod template is to be marked so, by keyring. */
        record Restart(Map<String, String> marks) implements Verdict {}
    }

    /**
     * What keeps a workload from being restarted.
     *
     * @param why to be read after its name
     * @param mayPass whether it is a state of the workload, which is looked at again
     */
    public record Hindrance(String why, boolean mayPass) {}

    /** While the Secret holds another value nothing is restarted: pods would start with that one. */
    static Optional<Step> next(Observation.Claimed seen, Instant now) {
        var ledger = seen.ledger();
        var sink = ledger.sink();
        var replacement = sink == null ? null : sink.replacement();
        var held = seen.sink() instanceof SinkView.Ours ours
                && ours.holds().isPresent()
                && ours.holds().equals(ledger.current().map(Key::attempt));
        if (sink == null || replacement == null || !held || !seen.demand().restart() || !isOfInterest(ledger, now)) {
            return Optional.empty();
        }
        var due = due(sink, replacement);
        return Optional.of(
                now.isBefore(due) ? new Step.Wait(due, Reason.Settled, "") : new Step.Restart(replacement.mark()));
    }

    private static boolean isOfInterest(Ledger ledger, Instant now) {
        var sink = ledger.sink();
        return ledger.in(KeyState.Previous).anyMatch(Key::published)
                || (sink != null && now.isBefore(sink.readBackAt().plus(OF_INTEREST)));
    }

    /** By the API server's clock and by one's own: whichever is behind the other, so much time has passed by both. */
    private static Instant due(Sink sink, Replacement replacement) {
        var last = sink.readBackAt().isAfter(replacement.at()) ? sink.readBackAt() : replacement.at();
        return last.plus(AFTER.multipliedBy(1L << Math.min(replacement.again(), MOST_DOUBLINGS)));
    }

    /** What there may be to restart for by a ledger. */
    public static Optional<Turned> turned(String keyring, Ledger ledger) {
        var sink = ledger.sink();
        var replacement = sink == null ? null : sink.replacement();
        if (sink == null || replacement == null) {
            return Optional.empty();
        }
        var inHaste = ledger.keys().stream().anyMatch(Key::exposed)
                || ledger.current()
                        .filter(key -> key.inPlace() || PreviousValue.replacesWhatDied(ledger, key))
                        .isPresent();
        return Optional.of(
                new Turned(keyring, ledger.target().secretName(), replacement, due(sink, replacement), inHaste));
    }

    /** Whether a pod keeps what was there before a publication. */
    public static boolean keepsOlder(PodUse pod, Replacement replacement) {
        return pod.byEnv() && Gate.startedBefore(pod, replacement.at());
    }

    /**
     * What is to be done about a workload.
     *
     * @param pods those of it that keep a value older than that of {@code own}
     * @param others what else of Keyturn's these pods take so
     * @param shared whether they take anything else of Keyturn's, turned or not
     * @param secret annotations of the Secret
     */
    public static Verdict judge(
            Workload workload,
            Collection<PodUse> pods,
            Turned own,
            Collection<Turned> others,
            boolean shared,
            Map<String, String> secret,
            Instant now) {
        if (own.replacement().mark().equals(workload.marks().get(own.keyring()))
                || own.replacement().restarted().contains(workload.id())) {
            return new Verdict.Over();
        }
        var hindrance = hindrance(workload, own.secret(), secret);
        if (hindrance.isPresent()) {
            return hindrance.get().mayPass()
                    ? new Verdict.Later(Optional.empty())
                    : new Verdict.Left(hindrance.get().why());
        }
        if (workload.standing() == Workload.Standing.LEAVING) {
            return new Verdict.Later(Optional.empty());
        }
        var waiting = others.stream()
                .filter(other -> isWaitedFor(other, workload, pods))
                .toList();
        var until = together(own, waiting, shared);
        return now.isBefore(until)
                ? new Verdict.Later(Optional.of(until))
                : new Verdict.Restart(marks(own, waiting, now));
    }

    /**
     * Why a workload is not restarted for a new value of a Secret; empty where it is, or where its pods are being replaced already.
     *
     * @param annotations of the Secret
     */
    public static Optional<Hindrance> hindrance(Workload workload, String secret, Map<String, String> annotations) {
        if (!Reloader.ignores(annotations)
                && (Reloader.isAskedBy(annotations) || Reloader.isAskedBy(workload.annotations(), secret))) {
            return Optional.of(new Hindrance("is left to Reloader", false));
        }
        return switch (workload.standing()) {
            case STUCK -> Optional.of(new Hindrance(workload.why(), true));
            case BARRED -> Optional.of(new Hindrance(workload.why(), false));
            case FREE, LEAVING -> Optional.empty();
        };
    }

    private static boolean isWaitedFor(Turned other, Workload workload, Collection<PodUse> pods) {
        return !other.replacement().mark().equals(workload.marks().get(other.keyring()))
                && pods.stream()
                        .anyMatch(pod -> pod.byEnvToo().contains(other.secret())
                                && Gate.startedBefore(pod, other.replacement().at()));
    }

    /**
     * When a workload is restarted for all that turned with {@code own}. Where nothing hurries, a whole minute is left to others to turn
     * as well, for nobody can tell which of them are about to; what turned within it is waited for, and later turns are not.
     */
    private static Instant together(Turned own, List<Turned> others, boolean shared) {
        var all = Stream.concat(Stream.of(own), others.stream())
                .filter(one -> one.replacement()
                        .at()
                        .plus(TOGETHER)
                        .plus(AFTER)
                        .isAfter(own.replacement().at()))
                .toList();
        var inHaste = all.stream().anyMatch(Turned::inHaste);
        var first = all.stream()
                .filter(one -> one.inHaste() == inHaste)
                .map(one -> one.replacement().at())
                .min(Instant::compareTo)
                .orElse(own.replacement().at());
        var window = first.plus(inHaste ? TOGETHER_IN_HASTE : TOGETHER);
        var last = all.stream()
                .filter(one -> one.equals(own) || !one.replacement().at().isAfter(window))
                .map(one -> one.equals(own) ? own.due() : waitedFor(one))
                .max(Instant::compareTo)
                .orElse(own.due());
        return shared && !inHaste && window.isAfter(last) ? window : last;
    }

    /** One that is fought over is not waited for longer than another: it has its restart later, by itself. */
    private static Instant waitedFor(Turned other) {
        return other.replacement().again() == 0
                ? other.due()
                : other.replacement().at().plus(AFTER);
    }

    /** Of those whose time has come; for the others the new pods may be too early. */
    private static Map<String, String> marks(Turned own, List<Turned> others, Instant now) {
        var marks = new HashMap<String, String>();
        others.stream()
                .filter(other -> !now.isBefore(other.due()))
                .forEach(other -> marks.put(other.keyring(), other.replacement().mark()));
        marks.put(own.keyring(), own.replacement().mark());
        return Map.copyOf(marks);
    }

    /** What whoever waits for a pod is told of the workload that it belongs to; empty where it is replaced, or will be. */
    public static Optional<String> note(Workload workload, Turned own, Map<String, String> secret) {
        var reference = workload.reference();
        var replacement = own.replacement();
        var undone = workload.standing() == Workload.Standing.FREE
                && replacement.restarted().contains(workload.id())
                && !replacement.mark().equals(workload.marks().get(own.keyring()));
        return hindrance(workload, own.secret(), secret)
                .map(Hindrance::why)
                .or(() -> undone ? Optional.of("was restarted, and somebody has undone that") : Optional.empty())
                .map(why -> reference + " " + why);
    }

    static Ledger record(Ledger ledger, Step.Restart step, Outcome outcome) {
        var sink = ledger.sink();
        var replacement = sink == null ? null : sink.replacement();
        return sink != null
                        && replacement != null
                        && replacement.mark().equals(step.mark())
                        && outcome instanceof Outcome.Restarted restarted
                ? ledger.edit().sink(sink.with(replacement.and(restarted))).done()
                : ledger;
    }
}
