package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A value stands in the Secret; a death was proved: what follows for keys, requests and history. */
final class Publications {

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(2);

    private Publications() {}

    /** The key's value was read back from the Secret. One that was set aside or condemned meanwhile is put away again, not current. */
    static Ledger publish(Ledger ledger, Key planned, Outcome.Published published, Instant now) {
        var key = ledger.key(planned.attempt())
                .filter(known -> known.state() == KeyState.Issued || known.state() == KeyState.Current)
                .orElse(null);
        if (key == null) {
            return ledger;
        }
        var edit = ledger.edit();
        if (key.state() == KeyState.Issued) {
            edit.keys(other -> other.state() == KeyState.Current
                            ? other.edit().replaced(now).done()
                            : other)
                    .key(key.attempt(), own -> own.edit().published(now).done())
                    .usedRevision(key.revision())
                    .refusedInARow(0)
                    .failures(Failures.NONE)
                    .requests(request -> request.through() < key.revision() ? request.published(now) : request);
            var rotation = ledger.rotation();
            if (rotation != null) {
                edit.turn(new Turn(key.revision(), rotation.trigger(), rotation.startedAt(), now, null));
            }
        }
        return settled(edit.sink(sink(ledger, key, published, now)).done(), now);
    }

    private static Sink sink(Ledger ledger, Key key, Outcome.Published published, Instant now) {
        var last = ledger.sink();
        var before = last == null || !last.isRecorded() ? null : last;
        // Where no value changed, pods have nothing new to take up: the gate goes on counting from the last that did.
        var readBackAt = before != null
                        && before.attempt().equals(key.attempt())
                        && before.publishedAt().equals(published.writtenAt())
                ? before.readBackAt()
                : now;
        var publication = before == null ? 1 : before.publication() + 1;
        return new Sink(
                key.revision(),
                key.attempt(),
                publication,
                published.writtenAt(),
                readBackAt,
                before == null ? published.adopted() : before.adopted(),
                published.entries(),
                published.labels(),
                published.annotations(),
                published.previous(),
                replaces(ledger, before, key, published)
                        ? new Replacement(
                                key.revision(),
                                publication,
                                published.writtenAt(),
                                List.of(),
                                List.of(),
                                key.attempt(),
                                again(before, key, published))
                        : before == null ? null : before.replacement());
    }

    /** Somebody writes another value into the Secret again and again; once in a while is no fight. */
    private static int again(@Nullable Sink before, Key key, Outcome.Published published) {
        var last = before == null ? null : before.replacement();
        return last == null
                        || !published.replaced()
                        || !key.attempt().equals(last.attempt())
                        || published.writtenAt().isAfter(last.at().plus(FORGOTTEN_AFTER))
                ? 0
                : last.again() + 1;
    }

    /**
     * Whether pods may have kept another value. A Secret that was gone and is made again with the value that it had replaces none,
     * unless an older one lives still: the gate counts from this publication, and a restart has to open it.
     */
    private static boolean replaces(Ledger ledger, @Nullable Sink before, Key key, Outcome.Published published) {
        if (published.replaced() || (before != null && !before.attempt().equals(key.attempt()))) {
            return true;
        }
        var stood = before != null && before.publishedAt().equals(published.writtenAt());
        return !stood
                && ledger.keys().stream()
                        .anyMatch(other -> other.published()
                                && !other.attempt().equals(key.attempt())
                                && other.state() != KeyState.Revoking);
    }

    /**
     * A value that is to die was taken out of the Secret. Nothing is written down for that: the Secret itself says so, and the death
     * follows. Only where it shows an older one instead, that one is known from now on.
     */
    static Ledger takenOut(Ledger ledger, Outcome.Published published) {
        var sink = ledger.sink();
        return sink == null || published.previous() == null
                ? ledger
                : ledger.edit().sink(sink.showing(published.previous())).done();
    }

    /** What was waiting for deaths, and has none left to wait for, is completed. */
    static Ledger settled(Ledger ledger, Instant now) {
        var edit = ledger.edit()
                .history(turn ->
                        turn.provedDeadAt() == null && !alive(ledger, turn.revision(), key -> !isOwn(key, turn))
                                ? turn.completed(now)
                                : turn)
                .requests(request -> request.publishedAt() != null && !alive(ledger, request.through(), _ -> true)
                        ? request.provedDead(now)
                        : request);
        var rotation = ledger.rotation();
        if (rotation != null
                && !ledger.unpublishedRun()
                && ledger.keys().stream().allMatch(key -> key.state() == KeyState.Current)) {
            edit.rotation(null);
        }
        return edit.done();
    }

    /** The key that a turn published is not one that it replaced; every other one up to its revision is. */
    private static boolean isOwn(Key key, Turn turn) {
        return key.revision() == turn.revision() && key.published();
    }

    private static boolean alive(Ledger ledger, int through, Predicate<Key> counted) {
        return ledger.keys().stream()
                .filter(key -> key.state() != KeyState.Issued && key.revision() <= through)
                .anyMatch(counted);
    }
}
