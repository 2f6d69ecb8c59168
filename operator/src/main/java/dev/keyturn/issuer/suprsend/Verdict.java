package dev.keyturn.issuer.suprsend;

import dev.keyturn.plan.Reason;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import dev.keyturn.port.Probed;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What a reply means where it is not the documented success. */
final class Verdict {
    private static final String NO_RECORD = "record not found";

    private Verdict() {}

    /** Of the management host, about something in a workspace. */
    static <T> Answer<T> fault(Reply reply) {
        return switch (reply) {
            case Reply.NotSent(var reason, var after) -> new Answer.Fault<>(Kind.TRANSIENT, reason, after);
            case Reply.Lost(var reason) -> fault(Kind.UNKNOWN, reason);
            case Reply.Received received -> fault(received);
        };
    }

    private static <T> Answer<T> fault(Reply.Received received) {
        var status = received.status();
        if (status == 429) {
            return new Answer.Fault<>(Kind.TRANSIENT, Reason.ProviderRateLimited, received.retryAfter());
        }
        if (status >= 500) {
            return new Answer.Fault<>(Kind.UNKNOWN, Reason.ProviderUnavailable, received.retryAfter());
        }
        if (status < 400) {
            return unusable();
        }
        return received.body().html() ? refusedBySomebodyElse(status) : refused(received);
    }

    private static <T> Answer<T> refused(Reply.Received received) {
        return switch (received.status()) {
            case 401 -> fault(Kind.UNAUTHORIZED, Reason.AccountUnauthorized);
            // The token is known and may not do this: unlike 401 no other token of the account is tried.
            case 403 -> fault(Kind.REJECTED, Reason.AccountUnauthorized);
            case 404 ->
                fault(Kind.MISSING, message(received).isPresent() ? Reason.WorkspaceUnknown : Reason.ProviderUnusable);
            default -> fault(Kind.REJECTED, Reason.ProviderUnusable);
        };
    }

    /** A page for people is not the provider's word: no 401 in it condemns a token, and no 404 a workspace. */
    private static <T> Answer<T> refusedBySomebodyElse(int status) {
        return switch (status) {
            case 401, 404 -> unusable();
            default -> fault(Kind.REJECTED, Reason.ProviderUnusable);
        };
    }

    /** Of a record by its id: that there is none says nothing of its workspace. */
    static <T> Answer<T> ofRecord(Reply reply) {
        return reply instanceof Reply.Received received
                        && received.status() == 404
                        && message(received).orElse("").equals(NO_RECORD)
                ? fault(Kind.MISSING, Reason.ProviderUnusable)
                : fault(reply);
    }

    /** Whether it is a page of a list, as documented. */
    static boolean isList(Reply reply) {
        return reply instanceof Reply.Received received && received.status() == 200 && isList(received);
    }

    /**
     * Of a DELETE of a key. Documented are 204, and the 404 of a record ({@code record not found}) and of a workspace
     * ({@code workspace 'demo' not found}, {@code workspace not found for slug/uid: demo}). Everything else between says nothing for certain: who
     * asked looks whether the key lives.
     */
    static Answer<Boolean> deleted(Reply reply) {
        if (!(reply instanceof Reply.Received received)) {
            return fault(reply);
        }
        return switch (received.status()) {
            case 204 -> new Answer.Ok<>(true);
            case 404 -> {
                var message = message(received).orElse("");
                if (message.equals(NO_RECORD)) {
                    yield new Answer.Ok<>(true);
                }
                yield message.startsWith("workspace") ? fault(reply) : unusable();
            }
            default -> fault(reply);
        };
    }

    /** Of the hub, about the key that was used. */
    static Probed probed(Reply reply) {
        return switch (reply) {
            case Reply.NotSent(var reason, var after) -> new Probed.Inconclusive(reason, after);
            case Reply.Lost(var reason) -> inconclusive(reason, Optional.empty());
            case Reply.Received received -> probed(received);
        };
    }

    private static Probed probed(Reply.Received received) {
        var status = received.status();
        if (status == 429) {
            return inconclusive(Reason.ProviderRateLimited, received.retryAfter());
        }
        if (status >= 500) {
            return inconclusive(Reason.ProviderUnavailable, received.retryAfter());
        }
        if (status == 200 && isList(received)) {
            return new Probed.Accepted();
        }
        // The body of the hub's 401 is a text, a JSON string, an object or nothing; a page for people is somebody
        // else's.
        return status == 401 && !received.body().html()
                ? new Probed.Refused()
                : inconclusive(Reason.ProviderUnusable, Optional.empty());
    }

    private static boolean isList(Reply.Received received) {
        return received.body()
                .object()
                .filter(body -> body.path("results").isArray())
                .isPresent();
    }

    private static Probed inconclusive(Reason reason, Optional<Duration> after) {
        return new Probed.Inconclusive(reason, after);
    }

    static Probed inconclusive(Reason reason) {
        return inconclusive(reason, Optional.empty());
    }

    /** An answer that is none of the API. */
    static <T> Answer<T> unusable() {
        return fault(Kind.UNKNOWN, Reason.ProviderUnusable);
    }

    static <T> Answer<T> fault(Kind kind, Reason reason) {
        return new Answer.Fault<>(kind, reason, Optional.empty());
    }

    private static Optional<String> message(Reply.Received received) {
        return received.body()
                .object()
                .flatMap(body -> Body.text(body, "message"))
                .map(message -> message.strip().toLowerCase(Locale.ROOT));
    }
}
