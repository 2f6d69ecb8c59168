package dev.keyturn.kube;

import dev.keyturn.plan.Reason;
import io.fabric8.kubernetes.api.model.ConfigMap;

/** Tells whoever wrote the freeze, in events of the ConfigMap, what of it holds and what does not. */
final class FreezeNotices {

    /** A freeze that is all wrong names each of its entries. */
    private static final int LONGEST = 1024;

    private final EventCalls events;
    private final boolean mayTell;

    /**
     * Notices.
     *
     * @param mayTell whether the operator has the right to write events there
     */
    FreezeNotices(EventCalls events, boolean mayTell) {
        this.events = events;
        this.mayTell = mayTell;
    }

    /** Who stands by, or starts again, says nothing twice. */
    void tell(ConfigMap map, Frozen frozen) {
        if (!mayTell) {
            return;
        }
        if (!frozen.isNothing()) {
            events.tellOnce(map, false, Reason.Frozen, frozen.sentence());
        }
        if (!frozen.wrong().isEmpty()) {
            var message = String.join("; ", frozen.wrong());
            events.tellOnce(
                    map,
                    true,
                    Reason.InvalidSpec,
                    message.length() > LONGEST ? message.substring(0, LONGEST) : message);
        }
    }
}
