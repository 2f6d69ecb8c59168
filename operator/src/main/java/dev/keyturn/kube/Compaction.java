package dev.keyturn.kube;

import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Request;
import dev.keyturn.plan.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Keeps a written ledger small. */
final class Compaction {

    private static final int MOST_BYTES = 16 * 1024;

    private Compaction() {}

    /** The ledger as it is written; without its oldest turns, then without requests that are done with, where it is too large. */
    static byte[] within(Ledger ledger, Function<Ledger, byte[]> write) {
        var fits = ledger;
        var written = write.apply(fits);
        while (written.length > MOST_BYTES) {
            var history = fits.history();
            var done = fits.requests().stream()
                    .filter(request -> request.provedDeadAt() != null)
                    .findFirst();
            if (!history.isEmpty()) {
                fits = with(fits, history.subList(1, history.size()), fits.requests());
            } else if (done.isPresent()) {
                var requests = new ArrayList<>(fits.requests());
                requests.remove(done.get());
                fits = with(fits, history, requests);
            } else {
                return written;
            }
            written = write.apply(fits);
        }
        return written;
    }

    private static Ledger with(Ledger ledger, List<Turn> history, List<Request> requests) {
        return new Ledger(
                ledger.owner(),
                ledger.target(),
                ledger.standing(),
                ledger.standingSince(),
                ledger.deletionPolicy(),
                ledger.keys(),
                ledger.lastRevision(),
                ledger.rotation(),
                ledger.intent(),
                ledger.place(),
                ledger.sweepUntil(),
                ledger.unaccounted(),
                ledger.tokens(),
                ledger.sink(),
                ledger.failures(),
                ledger.attemptedAt(),
                ledger.refusedInARow(),
                ledger.behind(),
                requests,
                history,
                ledger.handOff(),
                ledger.accountUids(),
                ledger.pastValues(),
                ledger.policy());
    }
}
