package dev.keyturn.plan;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last publication that took another value's place: pods from before it may go on with that one.
 *
 * @param publication its number, which with the revision marks what was restarted for it
 * @param at by the API server's clock where it tells
 * @param restarted the workloads that were restarted for it, as {@code Deployment/checkout}
 * @param left those that are left to others, each with the reason
 * @param again how often before, in a row, this value was put in place of one that somebody had written over it
 * @param attempt of the key, since a keyring that is made anew under the same name counts from one again
 */
public record Replacement(
        int revision,
        long publication,
        Instant at,
        List<String> restarted,
        List<String> left,
        @Nullable String attempt,
        int again) {

    /** Of a keyring that has had no life before. */
    Replacement(int revision, long publication, Instant at, List<String> restarted, List<String> left) {
        this(revision, publication, at, restarted, left, null, 0);
    }

    /** More are not needed to tell people; the marks on the workloads themselves have no such bound. */
    private static final int MOST = 16;

    /** What a restarted workload is marked with. */
    public String mark() {
        return revision + "." + publication + (attempt == null ? "" : "." + attempt);
    }

    Replacement and(Outcome.Restarted outcome) {
        return new Replacement(
                revision,
                publication,
                at,
                joined(restarted, outcome.restarted()),
                joined(left, outcome.left()),
                attempt,
                again);
    }

    private static List<String> joined(List<String> known, List<String> more) {
        return Stream.concat(known.stream(), more.stream())
                .distinct()
                .limit(MOST)
                .toList();
    }
}
