package dev.keyturn.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Pages by {@code limit} and {@code offset}; what is no number, or none that makes sense, counts as not given. */
record Paging(int limit, int offset) {
    static final int MANAGEMENT_LIMIT = 10;
    static final int HUB_LIMIT = 20;

    static Paging of(Request request, int defaultLimit) {
        var query = request.query();
        return new Paging(number(query, "limit", 1, defaultLimit), number(query, "offset", 0, 0));
    }

    <T> JsonNode page(List<T> all, Function<T, JsonNode> shown) {
        var page = Json.object();
        page.putObject("meta").put("count", all.size()).put("limit", limit).put("offset", offset);
        var results = page.putArray("results");
        var from = Math.min(offset, all.size());
        all.subList(from, from + Math.min(limit, all.size() - from)).forEach(item -> results.add(shown.apply(item)));
        return page;
    }

    private static int number(Map<String, String> query, String name, int least, int otherwise) {
        var text = query.getOrDefault(name, "");
        return text.matches("\\d{1,9}") && Integer.parseInt(text) >= least ? Integer.parseInt(text) : otherwise;
    }
}
