package dev.keyturn.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Hashes of the trigger tokens that were seen, the last 32 of each annotation. None of them fires again: Git reverts, self-heal and
 * restores bring old values back.
 */
public record Tokens(List<String> rotate, List<String> exposed) {

    static final int REMEMBERED = 32;

    public static final Tokens NONE = new Tokens(List.of(), List.of());

    private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9._:@/+-]{1,63}");

    /** A provider's prefix, or a long run that mixes cases and digits as no ticket number or date does. */
    private static final Pattern SECRET_SHAPE = Pattern.compile(
            "SS\\..{16,}|(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9_+/-]{24,}|[0-9a-f]{40,}|[0-9A-Z]{32,}");

    /** The token as it may be shown: somebody will paste the leaked key there. */
    public static String shown(String token) {
        return SHOWABLE.matcher(token).matches() && !SECRET_SHAPE.matcher(token).find()
                ? token
                : "sha256:" + hash(token).substring(0, 12);
    }

    /** A token that was seen under the other annotation asks for nothing more: it has been answered by a rotation, at once. */
    public boolean sawRotate(String token) {
        return rotate.contains(hash(token)) || sawExposed(token);
    }

    public boolean sawExposed(String token) {
        return exposed.contains(hash(token));
    }

    Tokens withRotate(String token) {
        return new Tokens(remember(rotate, token), exposed);
    }

    Tokens withExposed(String token) {
        return new Tokens(rotate, remember(exposed, token));
    }

    /** All that the resource carries counts as seen. */
    Tokens withAll(Resource resource) {
        var all = this;
        if (resource.rotate() != null) {
            all = all.withRotate(resource.rotate());
        }
        if (resource.exposed() != null) {
            all = all.withExposed(resource.exposed());
        }
        return all;
    }

    private static List<String> remember(List<String> seen, String token) {
        var hash = hash(token);
        if (seen.contains(hash)) {
            return seen;
        }
        var all = new ArrayList<>(seen);
        all.add(hash);
        return List.copyOf(all.subList(Math.max(0, all.size() - REMEMBERED), all.size()));
    }

    private static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
