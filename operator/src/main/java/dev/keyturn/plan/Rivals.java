package dev.keyturn.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Credentials that want what only one may have: a Secret, a key that was made by hand, the default pair of a workspace. */
public final class Rivals {

    private Rivals() {}

    /** A credential and what it asks for. */
    public record Asked(Resource resource, Demand demand) {}

    /** What somebody is told who comes to a key that is taken over already; {@code holder} by its name. */
    public static String ofKey(String holder, String keyId) {
        return holder + " has taken over key " + keyId
                + "; one key has one resource: delete one of the two, or give this one a key of its own";
    }

    /** The same of the default pair of a workspace. */
    public static String ofDefaultPair(String holder, String workspace) {
        return holder + " has the default pair of workspace " + workspace
                + "; delete one of the two, and apply it again with pair: Own where it is to have a pair";
    }

    /** How whoever has it is called where its keyring alone is known. */
    public static String keyring(String name) {
        return "keyring " + name + " (its annotation keyturn.dev/owner names its resource)";
    }

    /** What keeps a credential from its turn where these were applied before it; empty where nothing of theirs does. */
    public static Optional<Step> of(Asked asked, List<Asked> before, Instant now) {
        return Stream.<Optional<Step>>of(
                        before.stream()
                                .filter(other -> other.demand()
                                        .target()
                                        .equals(asked.demand().target()))
                                .findFirst()
                                .flatMap(other -> Ownership.check(
                                        asked.resource(), Ledger.begin(other.resource(), other.demand(), now))),
                        asked.demand()
                                .takeOver()
                                .flatMap(begin -> before.stream()
                                        .filter(other -> isInSamePlace(asked, other))
                                        .filter(other -> other.demand()
                                                .takeOver()
                                                .filter(theirs -> theirs.keyId().equals(begin.keyId()))
                                                .isPresent())
                                        .findFirst()
                                        .map(other -> conflict(ofKey(reference(asked, other), begin.keyId())))),
                        before.stream()
                                .filter(other -> asked.demand().defaultPair()
                                        && other.demand().defaultPair()
                                        && isInSamePlace(asked, other))
                                .findFirst()
                                .map(other -> conflict(ofDefaultPair(
                                        reference(asked, other), asked.demand().workspace()))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isInSamePlace(Asked one, Asked other) {
        return one.demand().account().equals(other.demand().account())
                && one.demand().workspace().equals(other.demand().workspace())
                && (!one.demand().account().kind().equals("SuprSendAccount")
                        || one.resource()
                                .owner()
                                .namespace()
                                .equals(other.resource().owner().namespace()));
    }

    private static Step conflict(String detail) {
        return new Step.Halt(Reason.Conflict, detail);
    }

    private static String reference(Asked asked, Asked other) {
        var owner = other.resource().owner();
        return owner.reference()
                + (owner.namespace().equals(asked.resource().owner().namespace()) ? "" : " in " + owner.namespace());
    }
}
