package dev.keyturn.plan;

import java.util.Optional;

/** The published Secret as seen now; values were compared already, so that no rule needs one. */
public sealed interface SinkView {

    /** There is no Secret of that name. */
    record Absent() implements SinkView {}

    /** It is there and must not be written: not consenting, somebody else's, or stamped by a keyring that is not there. */
    record Refused(Reason reason, String detail) implements SinkView {}

    /** The same of one that nobody has said anything of yet: it could consent, and does not. */
    record Silent(String detail) implements SinkView {}

    /** It is there, nothing in it is ours, and it consents to be taken over. */
    record Consenting() implements SinkView {}

    /**
     * It bears this keyring's stamps or one of its values.
     *
     * @param holds the attempt whose value it holds; empty where the value is none that the keyring knows
     * @param exact whether nothing of what is ours in it differs from what the current key would be published as
     * @param stampedRevision what its stamp says; 0 where it says nothing
     * @param stampedKeyId likewise; empty where it says nothing
     */
    record Ours(Optional<String> holds, boolean exact, int stampedRevision, Optional<String> stampedKeyId)
            implements SinkView {}
}
