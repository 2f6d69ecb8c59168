package dev.keyturn.plan;

import java.util.Optional;
import java.util.Set;

/**
 * A value in the Secret that the ledger does not know, under the id of a later key than it has published: the ledger may be older than
 * the world. Nothing is made and nothing is written over it before that is found out.
 */
public final class LaterValue {

    private LaterValue() {}

    /**
     * What to find out about, if anything.
     *
     * @param dismissed ids that the provider did not list alive under this keyring's name
     */
    public static Optional<Step.Recognise> in(SinkView sink, Ledger ledger, Set<String> dismissed) {
        var published = ledger.current().map(Key::revision).orElse(0);
        return sink instanceof SinkView.Ours ours && ours.holds().isEmpty() && ours.stampedRevision() > published
                ? ours.stampedKeyId()
                        .filter(id -> !dismissed.contains(id))
                        .filter(id ->
                                ledger.keys().stream().noneMatch(key -> key.id().equals(id) && key.doomed()))
                        .map(id -> new Step.Recognise(id, ours.stampedRevision()))
                : Optional.empty();
    }
}
