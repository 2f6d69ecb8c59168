package dev.keyturn.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What in a request a careful client would not have sent, whether or not the provider minds. */
final class Checks {
    private static final Map<CallKind, Set<String>> KNOWN_FIELDS = Map.of(
            CallKind.CREATE_KEY, Set.of("name", "description"),
            CallKind.CREATE_PAIR, Set.of("name"),
            CallKind.CREATE_WORKSPACE, Set.of("name", "description"));
    private static final Map<CallKind, Set<String>> KNOWN_PARAMETERS = Map.of(
            CallKind.LIST_WORKSPACES, Set.of("limit", "offset"),
            CallKind.LIST_KEYS, Set.of("limit", "offset"),
            CallKind.LIST_PAIRS, Set.of("limit", "offset"),
            CallKind.PROBE, Set.of("limit", "offset", "after", "before"));
    private static final int LARGEST_LIMIT = 1000;
    private final Account account;

    Checks(Account account) {
        this.account = account;
    }

    List<String> suspicions(Request request, CallKind kind) {
        if (request.host() == Host.ELSEWHERE) {
            return List.of(
                    request.header("Authorization").isPresent()
                            ? "a redirect followed to another host, with the Authorization header"
                            : "a redirect followed to another host");
        }
        var found = new ArrayList<String>();
        if (kind == CallKind.OTHER) {
            found.add("no such path or method");
        }
        if (request.targetShowsMaterial()) {
            found.add("what looks like a secret value is in the path or query");
        }
        authorization(request, kind, found);
        query(request, kind, found);
        body(request, kind, found);
        return found;
    }

    static boolean isJson(String contentType) {
        var type = contentType.toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.startsWith("application/json;");
    }

    private void authorization(Request request, CallKind kind, List<String> found) {
        var value = request.header("Authorization").orElse("");
        var byKey = request.host() == Host.HUB && kind != CallKind.READ_BRIDGE;
        var wanted = byKey ? "Bearer " : "ServiceToken ";
        var material = value.substring(value.indexOf(' ') + 1);
        if (value.isEmpty()) {
            found.add("no Authorization header");
        } else if (byKey && SignedRequest.isSignature(value)) {
            signature(request, found);
        } else if (!value.startsWith(wanted)) {
            found.add("the wrong scheme of authorization, not " + wanted.strip());
        }
        if (byKey && (material.startsWith("SS.ST.") || account.tokenId(material).isPresent())) {
            found.add("a service token at the hub");
        }
        if (request.host() == Host.MANAGEMENT && account.key(material).isPresent()) {
            found.add("an API key at the management host");
        }
    }

    private static void signature(Request request, List<String> found) {
        if (request.header("Date").isEmpty()) {
            found.add("a signature without a Date header");
        }
        if (!request.header("Content-Type").orElse("").equals("application/json; charset=utf-8")) {
            found.add("a signature over another Content-Type than application/json; charset=utf-8");
        }
    }

    private static void query(Request request, CallKind kind, List<String> found) {
        var known = KNOWN_PARAMETERS.getOrDefault(kind, Set.of());
        request.query().forEach((name, value) -> {
            if (!known.contains(name)) {
                found.add("unknown parameter");
            } else if ((name.equals("limit") && !isNumber(value, 1, LARGEST_LIMIT))
                    || (name.equals("offset") && !isNumber(value, 0, Integer.MAX_VALUE))) {
                found.add(name + " out of bounds");
            }
        });
    }

    private static void body(Request request, CallKind kind, List<String> found) {
        if (!request.method().equals("POST")) {
            if (!request.body().isEmpty()) {
                found.add("a body where none belongs");
            }
            return;
        }
        if (request.header("Content-Type").filter(Checks::isJson).isEmpty()) {
            found.add("no Content-Type application/json");
        }
        if (request.oversized()) {
            found.add("a body over " + Request.MOST_BYTES + " bytes");
        } else if (KNOWN_FIELDS.containsKey(kind)) {
            Json.readObject(request.body())
                    .ifPresentOrElse(
                            body -> fields(body, kind, found), () -> found.add("a body that is no JSON object"));
        }
    }

    private static void fields(ObjectNode body, CallKind kind, List<String> found) {
        var known = KNOWN_FIELDS.getOrDefault(kind, Set.of());
        body.properties().stream()
                .filter(field -> !known.contains(field.getKey()))
                .forEach(_ -> found.add("unknown field"));
        var name = body.path("name");
        if (!name.isTextual() || name.textValue().isBlank()) {
            found.add("no name");
        } else if (name.textValue().length() > NewRecord.LONGEST_NAME) {
            found.add("a name over " + NewRecord.LONGEST_NAME + " characters");
        }
        var description = body.path("description");
        if (!description.isMissingNode() && !description.isNull() && !description.isTextual()) {
            found.add("a description that is no text");
        }
    }

    private static boolean isNumber(String text, int least, int most) {
        if (!text.matches("\\d{1,9}")) {
            return false;
        }
        var number = Integer.parseInt(text);
        return number >= least && number <= most;
    }
}
