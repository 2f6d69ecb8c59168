package dev.keyturn.cluster;

import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Every request that the API server has answered. It is written after the answer is sent, so a request just made may be
 * missing for a moment; a watch is in it when it ends.
 */
public final class AuditLog {
    private static final ObjectReader EVENTS = new ObjectMapper().readerFor(JsonNode.class);

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

    /** Those that are wanted, in the order they were answered. */
    public List<Call> calls(Predicate<Call> wanted) {
        var calls = new ArrayList<Call>();
        forEach(call -> {
            if (wanted.test(call)) {
                calls.add(call);
            }
        });
        return calls;
    }

    /** Each of them, in the order they were answered; the log of a whole suite is longer than what fits into memory at once. */
    public void forEach(Consumer<Call> action) {
        if (Files.notExists(file)) {
            return;
        }
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            skip(in);
            try (MappingIterator<JsonNode> events = EVENTS.readValues(in)) {
                while (events.hasNextValue()) {
                    action.accept(call(events.nextValue()));
                }
            }
        } catch (JsonEOFException _) {
            // The last line is not whole yet.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To where the first line begins that is not in what was left out. */
    private void skip(InputStream in) throws IOException {
        if (from == 0) {
            return;
        }
        in.skipNBytes(from - 1);
        int character;
        do {
            character = in.read();
        } while (character != '\n' && character != -1);
    }

    private static Call call(JsonNode event) {
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
    }

    private static String text(JsonNode event, String pointer) {
        return event.at(pointer).asText("");
    }
}
