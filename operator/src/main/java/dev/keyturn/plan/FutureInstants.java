package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Instants in the ledger that record something past and lie in the future: whoever wrote them had another clock. They are read as now,
 * or a key would live, and a deletion wait, for as long as that clock was wrong.
 */
final class FutureInstants {

    /** Clocks differ; two that are compared with the API server's may be as far apart as this. */
    private static final Duration DIFFERENCE = Duration.ofMinutes(5);

    private FutureInstants() {}

    /** The step that puts them right. Whoever doubts the own clock takes none of them for wrong. */
    static Optional<Step> wrong(Ledger ledger, Memo memo, Instant now) {
        // Under a freeze nobody asks whether the clock is to be trusted: there it is not.
        return memo.brake().isPresent() || past(ledger).noneMatch(at -> isAhead(at, now))
                ? Optional.empty()
                : Optional.of(new Step.ReadTimes());
    }

    private static boolean isAhead(Instant at, Instant now) {
        return at.isAfter(now.plus(DIFFERENCE));
    }

    private static Stream<Instant> past(Ledger ledger) {
        var rotation = ledger.rotation();
        var handOff = ledger.handOff();
        var sink = ledger.sink();
        var policy = ledger.policy();
        return Stream.of(
                        Stream.of(ledger.standingSince()),
                        ledger.attemptedAt().stream(),
                        Stream.ofNullable(rotation == null ? null : rotation.startedAt()),
                        Stream.ofNullable(handOff == null ? null : handOff.askedAt()),
                        Stream.ofNullable(sink == null ? null : sink.readBackAt()),
                        Stream.ofNullable(sink == null ? null : sink.publishedAt()),
                        Stream.ofNullable(sink == null ? null : sink.replacement())
                                .map(Replacement::at),
                        Stream.ofNullable(policy == null ? null : policy.since()),
                        Stream.ofNullable(ledger.failures().lastAt()),
                        // Written when the call was about to begin.
                        Stream.ofNullable(ledger.intent())
                                .map(intent -> intent.deadline().minus(Beginnings.CALL)),
                        ledger.keys().stream().flatMap(FutureInstants::past))
                .flatMap(instants -> instants);
    }

    private static Stream<Instant> past(Key key) {
        return Stream.of(
                        key.issuedAt(),
                        key.readBackAt(),
                        key.replacedAt(),
                        key.exposedAt(),
                        key.condemnedAt(),
                        key.death().lastAt())
                .flatMap(Stream::ofNullable);
    }

    /** The ledger in which none of them lies ahead. */
    static Ledger read(Ledger ledger, Instant now) {
        var edit = ledger.edit()
                .standing(ledger.standing(), notAhead(ledger.standingSince(), now))
                .attemptedAt(ledger.attemptedAt().stream()
                        .map(at -> notAhead(at, now))
                        .toList())
                .keys(key -> read(key, now));
        var rotation = ledger.rotation();
        if (rotation != null) {
            edit.rotation(new Rotation(
                    rotation.id(),
                    rotation.trigger(),
                    rotation.token(),
                    rotation.revision(),
                    notAhead(rotation.startedAt(), now),
                    rotation.attempts()));
        }
        var handOff = ledger.handOff();
        if (handOff != null) {
            edit.handOff(new HandOff(
                    notAhead(handOff.askedAt(), now),
                    handOff.reminders(),
                    handOff.lookedAtSecret(),
                    handOff.unfit(),
                    handOff.taken()));
        }
        var sink = ledger.sink();
        if (sink != null) {
            edit.sink(new Sink(
                    sink.revision(),
                    sink.attempt(),
                    sink.publication(),
                    notAhead(sink.publishedAt(), now),
                    notAhead(sink.readBackAt(), now),
                    sink.adopted(),
                    sink.entries(),
                    sink.labels(),
                    sink.annotations(),
                    sink.previous(),
                    read(sink.replacement(), now)));
        }
        var policy = ledger.policy();
        if (policy != null) {
            edit.policy(new Policy(policy.digest(), notAhead(policy.since(), now)));
        }
        var intent = ledger.intent();
        if (intent != null && isAhead(intent.deadline().minus(Beginnings.CALL), now)) {
            // Whoever wrote it may be about to call, and has as long for that as anybody.
            var deadline = now.plus(Beginnings.CALL);
            edit.intent(new Intent(
                    intent.attempt(),
                    intent.revision(),
                    intent.place(),
                    deadline,
                    deadline.plus(Beginnings.MARGIN),
                    intent.record()));
        }
        return edit.failures(read(ledger.failures(), now)).done();
    }

    /** What is to be tried again by a clock that was ahead is tried again now. */
    private static Failures read(Failures failures, Instant now) {
        var lastAt = failures.lastAt();
        return lastAt == null || !isAhead(lastAt, now)
                ? failures
                : new Failures(failures.count(), failures.reason(), now, now);
    }

    private static @Nullable Replacement read(@Nullable Replacement replacement, Instant now) {
        return replacement == null
                ? null
                : new Replacement(
                        replacement.revision(),
                        replacement.publication(),
                        notAhead(replacement.at(), now),
                        replacement.restarted(),
                        replacement.left(),
                        replacement.attempt(),
                        replacement.again());
    }

    private static Key read(Key key, Instant now) {
        return new Key(
                key.attempt(),
                key.kind(),
                key.place(),
                key.id(),
                key.name(),
                key.revision(),
                key.state(),
                key.withMaterial(),
                key.fingerprint(),
                notAhead(key.issuedAt(), now),
                perhaps(key.readBackAt(), now),
                perhaps(key.replacedAt(), now),
                perhaps(key.exposedAt(), now),
                perhaps(key.condemnedAt(), now),
                key.setAside(),
                key.listed(),
                key.absences(),
                key.waitingFor(),
                read(key.death(), now),
                key.expiresAt());
    }

    private static Instant notAhead(Instant at, Instant now) {
        return isAhead(at, now) ? now : at;
    }

    private static @Nullable Instant perhaps(@Nullable Instant at, Instant now) {
        return at == null ? null : notAhead(at, now);
    }
}
