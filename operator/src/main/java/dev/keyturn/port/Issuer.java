package dev.keyturn.port;

import dev.keyturn.plan.Guide;
import dev.keyturn.plan.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can issue, probe, list and revoke keys of one kind at an endpoint.
 *
 * <p>Calls block; they run on virtual threads, within a deadline that covers the whole exchange, and within the endpoint's rate. No
 * call repeats itself. Nothing that the other side said goes into an answer but what is documented, and no material but the key's.
 */
public interface Issuer {

    /**
     * The right to work at an endpoint.
     *
     * @param endpoint its name in the operator's configuration
     */
    record Access(String endpoint, Secret token) {}

    record Workspace(String slug, String uid, String mode) {}

    /** A key just made; the value is told this once. */
    record Made(String id, Material material) {}

    /**
     * A key in the provider's list.
     *
     * @param deleted whether the provider says that it was revoked
     */
    record Listed(
            String id,
            String name,
            boolean deleted,
            @Nullable Instant createdAt) {}

    /**
     * A key in the provider's list, beside a value.
     *
     * @param fits whether the value has what the list shows of that of the key, and that is enough to tell it from others
     * @param remains whether it cannot be revoked
     */
    record Compared(Listed key, boolean fits, boolean remains) {}

    /** The kind of resource, e.g. {@code SuprSendApiKey}. */
    String kind();

    Strategy strategy();

    /** What turns the record that there is one of in each workspace, where the kind has such a record. */
    default Optional<InPlace> inPlace() {
        return Optional.empty();
    }

    /** The fields of its material, e.g. {@code apiKey}; the last one is what tells one value from another. */
    List<String> fields();

    /** What a person is told who makes and ends keys of this kind by hand; {@link Guide#NONE} where nobody does. */
    default Guide guide() {
        return Guide.NONE;
    }

    /** Tells one value from another, and nothing about them. */
    default String fingerprint(Material material, Secret key) {
        return material.field(fields().getLast()).fingerprint(key);
    }

    /** The workspaces that the token sees; proves the token, too. */
    Answer<List<Workspace>> workspaces(Access access);

    /**
     * Makes a key.
     *
     * @param name proves whose it is
     * @param description for people in the provider's dashboard
     * @param warrant to make it
     */
    Answer<Made> issue(Access access, String workspace, String name, String description, Warrant warrant);

    /** Asks the provider, once, whether it accepts the material; harmless. */
    Probed probe(String endpoint, Material material);

    /** All keys of the workspace; a list that is not complete is a fault. */
    Answer<List<Listed>> list(Access access, String workspace);

    /** The same beside a value, for kinds whose list shows something of the values; no key for all others. */
    default Answer<List<Compared>> compare(Access access, String workspace, Material value) {
        return new Answer.Ok<>(List.of());
    }

    /** Revokes a key; one that is gone already is a success. */
    Answer<Boolean> revoke(Access access, String workspace, String id, Warrant warrant);
}
