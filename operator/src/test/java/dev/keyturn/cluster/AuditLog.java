package dev.keyturn.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    AuditLog(Path file) {
        this.file = file;
    }

    /**
     * One request and its answer's status. What a request does not have is empty; {@code name} is empty in a creation.
     *
     * @param user as RBAC knows it, for example {@code system:serviceaccount:default:builder}
     * @param verb as RBAC knows it, for example {@code create}, {@code update}, {@code list}
     */
    public record Call(
            Instant receivedAt,
            String user,
            String userAgent,
            String verb,
            String resource,
            String subresource,
            String namespace,
            String name,
            int code) {

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
            var content = Files.readString(file);
            // The last line may not be whole yet.
            return content.substring(0, content.lastIndexOf('\n') + 1)
                    .lines()
                    .map(AuditLog::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
                    text(event, "/objectRef/resource"),
                    text(event, "/objectRef/subresource"),
                    text(event, "/objectRef/namespace"),
                    text(event, "/objectRef/name"),
                    event.at("/responseStatus/code").asInt());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode event, String pointer) {
        return event.at(pointer).asText("");
    }
}
