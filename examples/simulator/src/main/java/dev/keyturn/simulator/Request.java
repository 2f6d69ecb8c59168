package dev.keyturn.simulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request, read whole.
 *
 * @param target path and query as they were sent
 * @param md5 of the body as it was sent, in lower-case hex; empty where there was none
 * @param oversized the body went over {@link #MOST_BYTES} and {@code body} holds its beginning
 */
record Request(
        Host host,
        String method,
        String path,
        String target,
        Headers headers,
        String body,
        String md5,
        boolean oversized) {
    static final int MOST_BYTES = 64 * 1024;
    private static final Pattern LOOKS_LIKE_MATERIAL = Pattern.compile("SS\\.[A-Za-z0-9_.-]+");

    static Request read(Host host, HttpExchange exchange) throws IOException {
        var bytes = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        var uri = exchange.getRequestURI();
        return new Request(
                host,
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.toString(),
                exchange.getRequestHeaders(),
                new String(bytes, StandardCharsets.UTF_8),
                bytes.length == 0 ? "" : Material.hex("MD5", bytes),
                bytes.length > MOST_BYTES);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** What follows {@code scheme} and one space in the Authorization header; empty if another scheme is there, or none. */
    Optional<String> credential(String scheme) {
        return header("Authorization")
                .filter(value -> value.startsWith(scheme + " "))
                .map(value -> value.substring(scheme.length() + 1));
    }

    /** The parts of the path between slashes; a trailing slash shows as an empty last part. */
    List<String> segments() {
        return path.startsWith("/") ? List.of(path.substring(1).split("/", -1)) : List.of(path);
    }

    Map<String, String> query() {
        var parameters = new HashMap<String, String>();
        var at = target.indexOf('?');
        if (at >= 0) {
            for (var pair : target.substring(at + 1).split("&", -1)) {
                var parts = pair.split("=", 2);
                parameters.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        return parameters;
    }

    /** The target with anything taken out that may be a secret value. */
    String safeTarget() {
        return LOOKS_LIKE_MATERIAL.matcher(target).replaceAll("SS.***");
    }

    boolean targetShowsMaterial() {
        return LOOKS_LIKE_MATERIAL.matcher(target).find();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
