package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The intent, and what came of the call that it announced. */
final class Beginnings {

    /** The call, its body included, has ended so long after the intent. */
    static final Duration CALL = Duration.ofSeconds(10);

    static final Duration MARGIN = Duration.ofSeconds(5);

    private Beginnings() {}

    /**
     * Intent, attempt and the trigger's token in one write, so that a token is neither lost nor fires twice. The sweep that the
     * intent will leave behind is written with it: then nobody who takes the intent away has to think of it. A ledger that has
     * moved on since stays as it is.
     */
    static Ledger begin(Ledger ledger, Step.Begin step, Outcome.Clear clear, Limits limits, Instant now) {
        var before = ledger.intent();
        if (ledger.issued().isPresent()
                || step.revision() != ledger.lastRevision() + 1
                || (before != null && now.isBefore(before.deadline()))) {
            return ledger;
        }
        var deadline = now.plus(CALL);
        var holdUntil = deadline.plus(MARGIN);
        var sweepUntil = ledger.sweepUntil();
        var swept = sweepUntil == null || !now.isBefore(sweepUntil);
        var edit = ledger.edit()
                .unaccounted(before != null || (ledger.unaccounted() && !swept))
                .sweepUntil(later(sweepUntil, holdUntil.plus(limits.sweepFor())));
        if (clear.record() != null) {
            edit.handOff(null);
        }
        edit.intent(new Intent(step.attempt(), step.revision(), clear.place(), deadline, holdUntil, clear.record()))
                .place(clear.place())
                .attempted(now)
                .rotation(rotation(ledger, step.trigger(), step.token(), step.revision(), step.rotation(), now));
        return consumed(edit, ledger, step.token(), now).done();
    }

    /** The token of the annotation that asked, if one did, goes into the write that begins its run. */
    static Edit consumed(Edit edit, Ledger ledger, @Nullable String token, Instant now) {
        return token == null
                ? edit
                : edit.tokens(ledger.tokens().withRotate(token))
                        .request(new Request(
                                Tokens.shown(token), Trigger.Requested, now, ledger.lastRevision(), null, null));
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }

    static Rotation rotation(
            Ledger ledger, Trigger trigger, @Nullable String token, int revision, String id, Instant now) {
        var running = ledger.rotation();
        if (running != null && ledger.unpublishedRun()) {
            var again = running.attemptedAgain();
            return trigger == running.trigger() ? again : again.upgraded(trigger, running.token());
        }
        var shown = token == null ? exposureToken(ledger, trigger) : Tokens.shown(token);
        return new Rotation(id, trigger, shown, revision, now, 1);
    }

    private static @Nullable String exposureToken(Ledger ledger, Trigger trigger) {
        return trigger != Trigger.Exposure
                ? null
                : ledger.requests().reversed().stream()
                        .filter(request -> request.trigger() == Trigger.Exposure && request.publishedAt() == null)
                        .findFirst()
                        .map(Request::token)
                        .orElse(null);
    }

    /**
     * The intent goes and leaves a sweep behind, whatever the provider answered: another key may have been made by a lost answer, a
     * 5xx, or a request that a proxy repeated. Now that there is an answer the sweep counts from it, and covers all attempts before:
     * their calls have ended.
     */
    static Ledger issued(Ledger ledger, Intent intent, Outcome outcome, Limits limits, Instant now) {
        var open = ledger.intent();
        if (open == null || !open.attempt().equals(intent.attempt())) {
            return ledger;
        }
        if (outcome instanceof Outcome.Lost && open.record() != null) {
            // Until the record was looked at, the intent stands for what may have become of it.
            return ledger.edit().unaccounted(true).done();
        }
        var edit = ledger.edit().intent(null).sweepUntil(now.plus(limits.sweepFor()));
        return switch (outcome) {
            case Outcome.Issued issued ->
                edit.add(key(ledger, intent, issued)).failures(Failures.NONE).done();
            case Outcome.Lost(var reason, var retryAfter) ->
                edit.unaccounted(true)
                        .failures(Backoff.after(
                                ledger.failures(),
                                reason,
                                atOnceTheFirstTime(ledger, retryAfter),
                                intent.attempt(),
                                now))
                        .done();
            case Outcome.Failed(var reason, var retryAfter) ->
                edit.unaccounted(true)
                        .failures(Backoff.after(ledger.failures(), reason, retryAfter, intent.attempt(), now))
                        .done();
            default -> ledger;
        };
    }

    /** Who lost an answer goes on at once with a new attempt; who lost two in a row backs off. */
    static Optional<Duration> atOnceTheFirstTime(Ledger ledger, Optional<Duration> retryAfter) {
        return retryAfter.isPresent() || ledger.failures().count() > 0 ? retryAfter : Optional.of(Duration.ZERO);
    }

    private static Key key(Ledger ledger, Intent intent, Outcome.Issued issued) {
        return Key.made(
                intent.attempt(),
                ledger.owner().kind(),
                intent.place(),
                issued.id(),
                issued.name(),
                intent.revision(),
                true,
                issued.fingerprint(),
                issued.at(),
                null);
    }
}
