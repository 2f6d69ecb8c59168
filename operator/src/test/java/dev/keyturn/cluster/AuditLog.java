package dev.keyturn.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Every request that the API server has answered. It is written after the answer is sent, so a request just made may be
 * missing for a moment; a watch is in it when it ends.
 */
public final class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final long from;

    AuditLog(Path file) {
        this(file, 0);
    }

    private AuditLog(Path file, long from) {
        this.file = file;
        this.from = from;
    }

    /** The same without what is in it now: a long log costs no more to read than what one asks about. */
    public AuditLog fromHere() {
        try {
            return new AuditLog(file, Files.exists(file) ? Files.size(file) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One request and its answer's status. What a request does not have is empty; {@code name} is empty in a creation.
     *
     * @param user as RBAC knows it, for example {@code system:serviceaccount:default:builder}
     * @param verb as RBAC knows it, for example {@code create}, {@code update}, {@code list}
     * @param denied for want of a right; other refusals with 403 are admission's
     */
    public record Call(
            Instant receivedAt,
            String user,
            String userAgent,
            String verb,
            String group,
            String resource,
            String subresource,
            String namespace,
            String name,
            int code,
            boolean denied) {

        /** Whether it asked for something to change, refused or not. */
        public boolean writes() {
            return !List.of("get", "list", "watch").contains(verb);
        }
    }

    /** All of them, in the order they were answered. */
    public List<Call> calls() {
        try {
            if (Files.notExists(file)) {
                return List.of();
            }
            var content = rest();
            // The last line may not be whole yet, and the first one may have begun before.
            var begin = from == 0 ? 0 : content.indexOf('\n') + 1;
            return content.substring(begin, content.lastIndexOf('\n') + 1)
                    .lines()
                    .map(AuditLog::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the character before the first on, which tells whether a line begins there. */
    private String rest() throws IOException {
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(Math.max(0, from - 1));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Call parse(String line) {
        try {
            var event = JSON.readTree(line);
            return new Call(
                    Instant.parse(text(event, "/requestReceivedTimestamp")),
                    text(event, "/user/username"),
                    text(event, "/userAgent"),
                    text(event, "/verb"),
                    text(event, "/objectRef/apiGroup"),
                    text(event, "/objectRef/resource"),
                    text(event, "/objectRef/subresource"),
                    text(event, "/objectRef/namespace"),
                    text(event, "/objectRef/name"),
                    event.at("/responseStatus/code").asInt(),
                    text(event, "/annotations/authorization.k8s.io~1decision").equals("forbid"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode event, String pointer) {
        return event.at(pointer).asText("");
    }
}
