package dev.keyturn.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person is asked to do, in the words in which they read it: who, what, until when, and the command to type. */
public final class Asking {

    private static final String SOMEBODY = "whoever runs the account";

    private Asking() {}

    /** All that is asked for, the more urgent first. */
    public record Asked(Reason reason, String message) {}

    /**
     * What is asked for now; empty where nothing is.
     *
     * @param held what would be brought could not be taken in
     */
    public static Optional<Asked> of(Ledger ledger, Turning turning, Limits limits, boolean held) {
        var asked = new ArrayList<Asked>();
        var handOff = ledger.handOff();
        var toEnd = HandOffs.toEnd(ledger);
        if (handOff != null && handOff.taken() == null && !held) {
            asked.add(delivery(ledger, handOff, turning, limits));
        } else if (handOff != null && handOff.taken() != null && handOff.unfit() != null) {
            asked.add(new Asked(Reason.DeliveryRefused, handOff.unfit().why()));
        }
        if (!toEnd.isEmpty() && !turning.guide().toEnd().isEmpty()) {
            asked.add(toEnd.stream().anyMatch(Key::exposed) ? 0 : asked.size(), deletion(toEnd, turning));
        }
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        var command = handOff != null && handOff.taken() == null && !held && !turning.isShown()
                // Last, so that whoever copies it to the end has it and nothing else.
                ? ". The command: " + command(ledger.target(), turning.guide().fields())
                : "";
        return Optional.of(new Asked(
                asked.getFirst().reason(),
                asked.stream().map(Asked::message).collect(Collectors.joining(". And ")) + command));
    }

    private static Asked delivery(Ledger ledger, HandOff handOff, Turning turning, Limits limits) {
        if (turning.isShown()) {
            return new Asked(
                    Reason.AwaitingDelivery,
                    turning.contact().orElse(SOMEBODY) + ": " + turning.guide().toMake() + " "
                            + until(ledger, handOff, limits)
                            + "; nothing is to be handed in, the new value is noticed by itself");
        }
        var request =
                turning.contact().orElse(SOMEBODY) + ": " + turning.guide().toMake() + ", and hand it in "
                        + until(ledger, handOff, limits)
                        + " with the command below, which waits for the value, shows nothing of it and leaves no trace (where the value has an end, add"
                        + " --from-literal=expiresAt=2027-03-01T00:00:00Z, with that instant, before --dry-run)";
        return handOff.unfit() == null
                ? new Asked(Reason.AwaitingDelivery, request)
                : new Asked(
                        Reason.DeliveryRefused,
                        "what was handed in is refused: " + handOff.unfit().why() + ". It stays in Secret "
                                + ledger.target().delivery() + " until "
                                + Words.at(handOff.unfit().since().plus(HandOffs.REFUSED_KEPT)) + ". " + request);
    }

    private static String until(Ledger ledger, HandOff handOff, Limits limits) {
        var rotation = ledger.rotation();
        if (rotation != null && (rotation.trigger() == Trigger.Exposure || rotation.trigger() == Trigger.Rejected)) {
            return "at once";
        }
        var end = handOff.askedAt().plus(limits.overdueAfter());
        var expiry = ledger.current().map(Key::expiresAt).filter(at -> at.isBefore(end));
        return "by " + Words.at(expiry.orElse(end));
    }

    /** It reads the value from the terminal, without an echo; neither history nor argument list nor an annotation gets to see it. */
    static String command(Target target, List<String> fields) {
        var name = target.delivery() + " -n " + target.namespace();
        var patch = " --dry-run=client -o json | kubectl patch secret " + name
                + " --type=merge --patch-file=/dev/stdin; unset ";
        if (fields.size() == 1) {
            return "read -rs T; printf %s \"$T\" | kubectl create secret generic " + name + " --from-file="
                    + fields.getFirst() + "=/dev/stdin" + patch + "T";
        }
        return fields.stream().map(field -> "read -rs " + variable(field)).collect(Collectors.joining("; "))
                + "; kubectl create secret generic " + name
                + fields.stream()
                        .map(field -> " --from-file=" + field + "=<(printf %s \"$" + variable(field) + "\")")
                        .collect(Collectors.joining())
                + patch
                + fields.stream().map(Asking::variable).collect(Collectors.joining(" "));
    }

    private static String variable(String field) {
        return "T_" + field;
    }

    private static Asked deletion(List<Key> keys, Turning turning) {
        return new Asked(
                Reason.AwaitingDeletion,
                turning.contact().orElse(SOMEBODY) + ": " + turning.guide().toEnd() + ": "
                        + keys.stream().map(Asking::described).collect(Collectors.joining(", "))
                        + "; it counts as ended once the provider refuses it");
    }

    private static String described(Key key) {
        Instant until = key.replacedAt();
        // The dashboard knows no revisions, but when a token was made.
        return "revision " + key.revision() + ", known since " + Words.at(key.issuedAt())
                + (key.exposed() ? ", which was exposed" : "")
                + (until == null ? "" : ", in use until " + Words.at(until));
    }
}
