package dev.keyturn.issuer.suprsend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.plan.Reason;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * A list read page by page, whole or not at all. Paging by offset skips a row where one before it is deleted meanwhile, and shows one twice where
 * one is made: a list is whole when it has as many distinct ids as its count says, and every page the same count. A server that gives less than
 * {@value #LIMIT} at a time is gone along with.
 */
final class Pages<T> {
    static final int LIMIT = 50;
    static final int MOST = 200;

    private final Function<JsonNode, Optional<T>> read;
    private final Function<T, String> id;

    /**
     * How a row is read.
     *
     * @param read empty where it is not of the documented shape
     */
    Pages(Function<JsonNode, Optional<T>> read, Function<T, String> id) {
        this.read = read;
        this.id = id;
    }

    /** Asks for pages by their offset. */
    Answer<List<T>> all(IntFunction<Reply> ask) {
        var found = new LinkedHashMap<String, T>();
        var count = -1;
        var offset = 0;
        for (int page = 0; page < MOST; page++) {
            var reply = ask.apply(offset);
            if (!(reply instanceof Reply.Received received) || received.status() != 200) {
                return Verdict.fault(reply);
            }
            var body = received.body().object();
            if (body.isEmpty() || !isPage(body.get())) {
                return Verdict.unusable();
            }
            var rows = body.get().path("results");
            var said = body.get().path("meta").path("count").intValue();
            var before = found.size();
            for (var row : rows) {
                var item = read.apply(row);
                if (item.isEmpty()) {
                    return Verdict.unusable();
                }
                found.put(id.apply(item.get()), item.get());
            }
            offset += rows.size();
            if (count >= 0 && said != count) {
                return incomplete();
            }
            count = said;
            if (offset >= count) {
                return found.size() == count ? new Answer.Ok<>(List.copyOf(found.values())) : incomplete();
            }
            if (found.size() == before) {
                return incomplete();
            }
        }
        return incomplete();
    }

    private static boolean isPage(JsonNode body) {
        var count = body.path("meta").path("count");
        return body.path("results").isArray() && count.isInt() && count.intValue() >= 0;
    }

    /** A change meanwhile is the usual cause, and passes. */
    private static <T> Answer<T> incomplete() {
        return Verdict.fault(Kind.TRANSIENT, Reason.ProviderUnusable);
    }
}
