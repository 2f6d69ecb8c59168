package dev.keyturn.reconcile;

import dev.keyturn.execute.Result;
import dev.keyturn.kube.EventCalls;
import dev.keyturn.project.Happenings;
import dev.keyturn.project.Restarted;
import dev.keyturn.project.Tally;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells users in events, the log and the metrics what happened to a credential. */
final class EventLog {

    private static final Logger log = LoggerFactory.getLogger(EventLog.class);

    private final EventCalls events;
    private final Census census;

    EventLog(EventCalls events, Census census) {
        this.events = events;
        this.census = census;
    }

    /** Tells of the writes of one pass, each of which the log has already as a step. */
    void tell(HasMetadata resource, List<Result.Change> changes) {
        for (var change : changes) {
            count(resource.getKind(), change);
            for (var happening : Happenings.between(change.before(), change.after())) {
                send(resource, happening);
            }
        }
    }

    /** What no step came to: nothing else says it in the log. */
    void tell(HasMetadata resource, Happenings.Happening happening) {
        var line = happening.warning() ? log.atWarn() : log.atInfo();
        line.addKeyValue("credential", reference(resource))
                .addKeyValue("reason", happening.reason())
                .log("{}", happening.message());
        send(resource, happening);
    }

    private void count(String kind, Result.Change change) {
        Tally.between(change.before(), change.after())
                .forEach(tally -> census.rotation(kind, tally.trigger(), tally.result()));
        Restarted.kinds(change.before(), change.after()).forEach(census::restart);
        var failures = change.after().failures();
        if (failures.reason() != null
                && failures.count()
                        > change.before()
                                .map(before -> before.failures().count())
                                .orElse(0)) {
            census.failure(kind, failures.reason());
        }
    }

    private static String reference(HasMetadata resource) {
        var meta = resource.getMetadata();
        return resource.getKind() + "/" + meta.getNamespace() + "/" + meta.getName();
    }

    private void send(HasMetadata resource, Happenings.Happening happening) {
        events.tell(resource, happening.warning(), happening.reason(), happening.message());
    }
}
