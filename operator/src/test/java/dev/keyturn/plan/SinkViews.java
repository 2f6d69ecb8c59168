package dev.keyturn.plan;

import java.util.Optional;

/** What is found in the published Secret. */
final class SinkViews {

    private SinkViews() {}

    /** The Secret holds the key's value and all that goes with it. */
    static SinkView exactly(Key key) {
        return new SinkView.Ours(Optional.of(key.attempt()), true, key.revision(), Optional.of(key.id()));
    }

    /** The Secret holds the value of that revision. */
    static SinkView holding(int revision) {
        return new SinkView.Ours(Optional.of("r" + revision), false, revision, Optional.of("id-r" + revision));
    }

    /** The Secret holds a value that the keyring does not know. */
    static SinkView foreign(int stampedRevision, String stampedId) {
        return new SinkView.Ours(
                Optional.empty(), false, stampedRevision, Optional.of(stampedId).filter(id -> !id.isEmpty()));
    }
}
