package dev.keyturn.port;

import dev.keyturn.plan.Target;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * One Keyturn with its keyrings.
 *
 * @param id eight of {@code [a-z0-9]}; stands in names at the provider
 * @param fingerprintKey the key of all fingerprints
 * @param suspicion why this may not be the cluster that it was made in; empty when it is
 */
public record Installation(String id, Secret fingerprintKey, String suspicion) {

    /** Name of the keyring of a target. */
    public String keyring(Target target) {
        return "kr-" + hash(id, target.namespace(), target.identity());
    }

    /** Name of the record of an account; the uid keeps the tokens of a deleted account from whoever takes its name. */
    public String accountRecord(String kind, String namespace, String name, String uid, String endpoint) {
        return "acct-" + hash(id, kind, namespace, name, uid, endpoint);
    }

    /** Sixteen characters of base32 over the SHA-256 of the parts, each with its length before it, so that no two lists of parts are alike. */
    private static String hash(String... parts) {
        var text = Stream.of(parts)
                .map(part -> part.getBytes(StandardCharsets.UTF_8).length + ":" + part)
                .collect(Collectors.joining());
        return new Base32()
                .encodeToString(DigestUtils.sha256(text))
                .toLowerCase(Locale.ROOT)
                .substring(0, 16);
    }
}
