package dev.keyturn.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One value of a credential as the ledger knows it, with all that its revocation needs when the resource, its namespace and its
 * account are gone. The attempt identifies it; its material stands beside the ledger under that attempt.
 *
 * @param name name at the provider; it proves the ownership
 * @param replacedAt when a successor had been read back from the Secret, or when a comparison found the key; the overlap counts from here
 * @param readBackAt when it had been read back from the Secret, which is also when it was published
 * @param setAside refused by the provider when it was new: never published
 * @param listed whether the provider's list has shown its id once; only then does absence say anything
 * @param absences complete lists in a row that did not have it
 * @param expiresAt when the provider ends it by itself, as far as that is known
 * @param waitingFor the pod that holds its death, as {@code Pod/<name>}
 */
public record Key(
        String attempt,
        String kind,
        Place place,
        String id,
        String name,
        int revision,
        KeyState state,
        boolean withMaterial,
        @Nullable String fingerprint,
        Instant issuedAt,
        @Nullable Instant readBackAt,
        @Nullable Instant replacedAt,
        @Nullable Instant exposedAt,
        @Nullable Instant condemnedAt,
        boolean setAside,
        boolean listed,
        int absences,
        @Nullable String waitingFor,
        Failures death,
        @Nullable Instant expiresAt) {

    /** In place of a name at the provider, which a person gives as they like. */
    public static final String BY_HAND = "by hand";

    /** In place of a name at the provider, where the key is the value of a record that was there before and stays. */
    public static final String IN_PLACE = "in place";

    /** In place of a name at the provider, where a person had made the key, and the resource has it begin with that one. */
    public static final String TAKEN_OVER = "taken over";

    /** The same of a key that is not to die when its time is over. */
    public static final String TO_STAY = "taken over, to stay";

    /** In place of a record's id, where a person brought its value. */
    public static final String DELIVERED_PAIR = "delivered-pair";

    /**
     * One that was just made or found, and that nothing has happened to yet.
     *
     * @param withMaterial whether its material is at hand
     */
    public static Key made(
            String attempt,
            String kind,
            Place place,
            String id,
            String name,
            int revision,
            boolean withMaterial,
            @Nullable String fingerprint,
            Instant issuedAt,
            @Nullable Instant expiresAt) {
        return new Key(
                attempt,
                kind,
                place,
                id,
                name,
                revision,
                KeyState.Issued,
                withMaterial,
                fingerprint,
                issuedAt,
                null,
                null,
                null,
                null,
                false,
                false,
                0,
                null,
                Failures.NONE,
                expiresAt);
    }

    /** The same, once the provider's list has shown it. */
    public Key seenInList() {
        return edit().seenInList(true).done();
    }

    /** Whether it ever stood in the published Secret. */
    public boolean published() {
        return readBackAt != null;
    }

    public boolean exposed() {
        return exposedAt != null;
    }

    /** Whether a person made it: such a key has no name at the provider that proves whose it is, and only a person ends it. */
    public boolean handedOver() {
        return name.equals(BY_HAND);
    }

    /** Whether the credential began with it, and a person had made it: its id says whose it is, and its name does not. */
    public boolean takenOver() {
        return name.equals(TAKEN_OVER) || name.equals(TO_STAY);
    }

    /** Whether it is let go of alive when its time is over, as was asked for when it was taken over; what was exposed is not. */
    public boolean stays() {
        return name.equals(TO_STAY) && !exposed();
    }

    /** Whether the next value of its record ends it: there is nothing that could be revoked, and no list shows it as ours. */
    public boolean inPlace() {
        return name.equals(IN_PLACE);
    }

    /** Whether a person brought its value: others had it in hand before, which is not so of what a provider shows. */
    public boolean delivered() {
        return handedOver() || (inPlace() && id.startsWith(DELIVERED_PAIR + "."));
    }

    /** Whether it is a later value of the same record: what came before it is dead. */
    boolean succeeds(Key other) {
        return inPlace()
                && other.inPlace()
                && !attempt.equals(other.attempt())
                && place.workspaceUid().equals(other.place().workspaceUid())
                && !issuedAt.isBefore(other.issuedAt());
    }

    /** Refused when it was new, or condemned: such a value is nothing that anything else has to stand back for. */
    public boolean doomed() {
        return setAside || state == KeyState.Revoking;
    }

    /** The same, once its value is at hand. */
    public Key fingerprinted(String value) {
        return new Key(
                attempt,
                kind,
                place,
                id,
                name,
                revision,
                state,
                withMaterial,
                value,
                issuedAt,
                readBackAt,
                replacedAt,
                exposedAt,
                condemnedAt,
                setAside,
                listed,
                absences,
                waitingFor,
                death,
                expiresAt);
    }

    Edit edit() {
        return new Edit(this);
    }

    /** A copy in which some parts differ. */
    static final class Edit {
        private final Key basis;
        private String attempt;
        private KeyState state;
        private @Nullable Instant readBackAt;
        private @Nullable Instant replacedAt;
        private @Nullable Instant exposedAt;
        private @Nullable Instant condemnedAt;
        private boolean setAside;
        private boolean listed;
        private int absences;
        private @Nullable String waitingFor;
        private Failures death;

        private Edit(Key basis) {
            this.basis = basis;
            attempt = basis.attempt;
            state = basis.state;
            readBackAt = basis.readBackAt;
            replacedAt = basis.replacedAt;
            exposedAt = basis.exposedAt;
            condemnedAt = basis.condemnedAt;
            setAside = basis.setAside;
            listed = basis.listed;
            absences = basis.absences;
            waitingFor = basis.waitingFor;
            death = basis.death;
        }

        Edit attempt(String value) {
            attempt = value;
            return this;
        }

        Edit published(Instant at) {
            state = KeyState.Current;
            readBackAt = readBackAt == null ? at : readBackAt;
            return this;
        }

        Edit replaced(Instant at) {
            state = KeyState.Previous;
            replacedAt = at;
            return this;
        }

        Edit setAside(Instant at) {
            setAside = true;
            return replaced(at);
        }

        Edit exposed(Instant at) {
            exposedAt = exposedAt == null ? at : exposedAt;
            return this;
        }

        Edit condemned(Instant at) {
            state = KeyState.Revoking;
            condemnedAt = at;
            waitingFor = null;
            death = Failures.NONE;
            return this;
        }

        Edit seenInList(boolean present) {
            listed = listed || present;
            absences = present ? 0 : absences + 1;
            return this;
        }

        Edit waitingFor(@Nullable String holder) {
            waitingFor = holder;
            return this;
        }

        Edit death(Failures failures) {
            death = failures;
            return this;
        }

        Key done() {
            return new Key(
                    attempt,
                    basis.kind,
                    basis.place,
                    basis.id,
                    basis.name,
                    basis.revision,
                    state,
                    basis.withMaterial,
                    basis.fingerprint,
                    basis.issuedAt,
                    readBackAt,
                    replacedAt,
                    exposedAt,
                    condemnedAt,
                    setAside,
                    listed,
                    absences,
                    waitingFor,
                    death,
                    basis.expiresAt);
        }
    }
}
