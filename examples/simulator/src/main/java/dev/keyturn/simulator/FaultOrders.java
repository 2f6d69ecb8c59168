package dev.keyturn.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Fault rules as people write them in JSON. */
final class FaultOrders {
    private static final Set<String> FIELDS =
            Set.of("call", "fault", "workspace", "namePrefix", "skip", "times", "status", "retryAfter", "duration");
    private static final Map<String, Function<ObjectNode, Fault>> FAULTS = Map.ofEntries(
            Map.entry("status", FaultOrders::status),
            Map.entry("status-after-effect", body -> Fault.statusAfterEffect(number(body, "status", 500))),
            Map.entry("delay", body -> Fault.delay(duration(body))),
            Map.entry("drop-before", _ -> Fault.dropBefore()),
            Map.entry("drop-after", _ -> Fault.dropAfter()),
            Map.entry("drop-midway", _ -> Fault.dropMidway()),
            Map.entry("twice", _ -> Fault.twice()),
            Map.entry("accepted-late", body -> Fault.acceptedLate(duration(body))),
            Map.entry("dead-late", body -> Fault.deadLate(duration(body))),
            Map.entry("lists-late", body -> Fault.listsLate(duration(body))),
            Map.entry("html", _ -> Fault.html()),
            Map.entry("wrong-shape", _ -> Fault.wrongShape()),
            Map.entry("truncated", _ -> Fault.truncated()),
            Map.entry("redirect", _ -> Fault.redirect()),
            Map.entry("endless-body", _ -> Fault.endlessBody()),
            Map.entry("flood", _ -> Fault.flood()),
            Map.entry("slow-body", body -> Fault.slowBody(duration(body))));

    private FaultOrders() {}

    static List<String> names() {
        return List.copyOf(new TreeMap<>(FAULTS).keySet());
    }

    /**
     * The rule that {@code body} describes.
     *
     * @throws IllegalArgumentException if it describes none; the message says why
     */
    static FaultRule read(ObjectNode body) {
        body.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException("\"" + field + "\" is none of the fields of a fault");
            }
        });
        var name = ControlJson.required(body, "fault");
        var fault = Optional.ofNullable(FAULTS.get(name))
                .orElseThrow(() -> new IllegalArgumentException("\"fault\" is one of " + String.join(", ", names())))
                .apply(body);
        var rule = ControlJson.text(body, "call")
                .map(call -> FaultRule.on(ControlJson.kind(call), fault))
                .orElseGet(() -> FaultRule.onEvery(fault))
                .skipping(number(body, "skip", 0))
                .times(times(body));
        rule = ControlJson.text(body, "workspace").map(rule::inWorkspace).orElse(rule);
        return ControlJson.text(body, "namePrefix").map(rule::named).orElse(rule);
    }

    private static int times(ObjectNode body) {
        return body.path("times").asText().equals("always") ? Integer.MAX_VALUE : number(body, "times", 1);
    }

    private static Fault status(ObjectNode body) {
        var status = number(body, "status", 500);
        return ControlJson.text(body, "retryAfter")
                .map(after -> Fault.status(status, after))
                .orElseGet(() -> Fault.status(status));
    }

    private static int number(ObjectNode body, String field, int otherwise) {
        var value = body.path(field);
        if (!value.isMissingNode() && !value.isInt()) {
            throw new IllegalArgumentException("\"" + field + "\" is a number");
        }
        return value.asInt(otherwise);
    }

    private static Duration duration(ObjectNode body) {
        return ShortDuration.parse("duration", ControlJson.required(body, "duration"));
    }
}
