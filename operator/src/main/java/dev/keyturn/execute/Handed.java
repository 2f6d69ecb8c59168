package dev.keyturn.execute;

import dev.keyturn.plan.Tokens;
import dev.keyturn.port.Material;
import dev.keyturn.port.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was handed in, as far as it can be judged without asking anybody. */
sealed interface Handed {

    /** Beside the fields: when the provider ends the value by itself, as RFC 3339. */
    String EXPIRES_AT = "expiresAt";

    /** A token has some fifty characters; whatever is longer than this is something else. */
    int LONGEST = 4096;

    int LONGEST_INSTANT = 64;

    /** All fields are there. */
    record Usable(Material material, @Nullable Instant expiresAt, List<String> ignored) implements Handed {}

    /** Something is wrong with it; {@code why} is a sentence for whoever handed it in. */
    record Unusable(String why) implements Handed {}

    /** Reads entries; white space around them is no part of them. */
    static Handed read(Map<String, Secret> data, List<String> fields, Instant now) {
        var missing = fields.stream().filter(field -> !data.containsKey(field)).toList();
        var ignored = data.keySet().stream()
                .filter(entry -> !fields.contains(entry) && !entry.equals(EXPIRES_AT))
                .sorted()
                .limit(5)
                .map(Tokens::shown)
                .toList();
        if (!missing.isEmpty()) {
            return new Unusable("the entry " + String.join(" and ", missing) + " is missing" + besides(ignored));
        }
        var material = new HashMap<String, Secret>();
        for (var field : fields) {
            var value = Objects.requireNonNull(data.get(field));
            var why = objection(field, value);
            if (why.isPresent()) {
                return new Unusable(why.get() + besides(ignored));
            }
            material.put(field, value.stripped());
        }
        var expiry = data.get(EXPIRES_AT);
        if (expiry == null) {
            return new Usable(new Material(material), null, ignored);
        }
        var expiresAt = instant(expiry);
        if (expiresAt.isEmpty()) {
            return new Unusable("the entry " + EXPIRES_AT + " is no instant such as 2027-03-01T00:00:00Z");
        }
        return expiresAt.get().isAfter(now)
                ? new Usable(new Material(material), expiresAt.get(), ignored)
                : new Unusable("by its entry " + EXPIRES_AT + " it has run out already");
    }

    private static String besides(List<String> ignored) {
        return ignored.isEmpty()
                ? ""
                : "; what else is there is ignored: " + ignored.stream().collect(Collectors.joining(", "));
    }

    private static Optional<String> objection(String field, Secret value) {
        if (value.lend(bytes -> bytes.length > LONGEST)) {
            return Optional.of("the entry " + field + " has more than " + LONGEST + " bytes, which is no such value");
        }
        if (!value.lend(Handed::isText)) {
            return Optional.of("the entry " + field + " is no text");
        }
        if (value.isBlank()) {
            return Optional.of("the entry " + field + " is empty");
        }
        return value.stripped().lendText(text -> text.chars().allMatch(Handed::isPartOfAValue))
                ? Optional.empty()
                : Optional.of(
                        "the entry " + field + " has white space or other characters in it that no such value has");
    }

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** It travels in a header. */
    private static boolean isPartOfAValue(int character) {
        return character > ' ' && character < 0x7f;
    }

    private static Optional<Instant> instant(Secret value) {
        return value.lend(bytes -> bytes.length > LONGEST_INSTANT)
                ? Optional.empty()
                : value.stripped().lendText(text -> {
                    try {
                        return Optional.of(OffsetDateTime.parse(text).toInstant());
                    } catch (DateTimeException e) {
                        return Optional.empty();
                    }
                });
    }
}
