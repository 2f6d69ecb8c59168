package dev.keyturn.execute;

import dev.keyturn.port.Answer;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Issuer.Access;
import dev.keyturn.port.Issuer.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The workspaces that service tokens list: a thousand credentials that want to know at once ask once. */
final class TokenLists {

    private static final Duration BELIEVED_FOR = Duration.ofMinutes(10);
    private static final int MOST_LOOKS = 10;

    /** A provider that fails is asked by one credential, not by each. */
    private record Failing(Instant until, int count, Answer.Fault<List<Workspace>> fault) {}

    private record Seen(Instant at, List<Workspace> workspaces) {}

    private final InstantSource time;
    private final Map<Access, ReentrantLock> turns = new ConcurrentHashMap<>();
    private final Map<Access, Seen> seen = new ConcurrentHashMap<>();
    private final Map<Access, Failing> failing = new ConcurrentHashMap<>();

    TokenLists(InstantSource time) {
        this.time = time;
    }

    /** What the token lists, believed for ten minutes; a failure is believed until it is to be tried again. */
    Answer<List<Workspace>> ask(Issuer issuer, Access access) {
        var turn = turns.computeIfAbsent(access, _ -> new ReentrantLock());
        turn.lock();
        try {
            var now = time.instant();
            return believed(access, now).orElseGet(() -> askNow(issuer, access, now));
        } finally {
            turn.unlock();
        }
    }

    private Optional<Answer<List<Workspace>>> believed(Access access, Instant now) {
        var known = seen.get(access);
        if (known != null && now.isBefore(known.at().plus(BELIEVED_FOR))) {
            return Optional.of(new Answer.Ok<>(known.workspaces()));
        }
        return Optional.ofNullable(failing.get(access))
                .filter(failed -> now.isBefore(failed.until()))
                .map(Failing::fault);
    }

    private Answer<List<Workspace>> askNow(Issuer issuer, Access access, Instant now) {
        var answer = issuer.workspaces(access);
        switch (answer) {
            case Answer.Ok<List<Workspace>>(var workspaces) -> {
                failing.remove(access);
                seen.put(access, new Seen(now, workspaces));
            }
            case Answer.Fault<List<Workspace>> fault -> {
                seen.remove(access);
                var failed = failing.get(access);
                var count = failed == null ? 0 : Math.min(failed.count() + 1, MOST_LOOKS);
                failing.put(access, new Failing(now.plus(fault.after().orElse(Rhythm.after(count))), count, fault));
            }
        }
        return answer;
    }

    /** Nothing is believed of the token any more. */
    void doubt(Access access) {
        seen.remove(access);
    }
}
