package dev.keyturn.reconcile;

import dev.keyturn.project.View.ConditionView;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions as Kubernetes has them: the transition time moves with the status and with nothing else. */
final class Conditions {

    /** The API server refuses longer messages. */
    private static final int LONGEST_MESSAGE = 32_768;

    private Conditions() {}

    static List<Condition> merged(
            List<Condition> before, List<ConditionView> wanted, @Nullable Long generation, Instant now) {
        return wanted.stream()
                .map(view -> condition(before, view, generation, now))
                .toList();
    }

    private static Condition condition(
            List<Condition> before, ConditionView view, @Nullable Long generation, Instant now) {
        var status = view.status() ? "True" : "False";
        var since = before.stream()
                .filter(known -> view.type().equals(known.getType()) && status.equals(known.getStatus()))
                .map(Condition::getLastTransitionTime)
                .findFirst()
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        var message = view.message();
        return new ConditionBuilder()
                .withType(view.type())
                .withStatus(status)
                .withReason(view.reason().name())
                .withMessage(message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message)
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build();
    }
}
