package dev.keyturn.demo;

import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.crd.KeyStatus;
import dev.keyturn.crd.SuprSendApiKey;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Goes on telling, from what the resource says of itself, for whoever plays on. */
final class Follower implements ResourceEventHandler<SuprSendApiKey> {

    private final Timeline timeline;
    private final Workload workload;

    Follower(Timeline timeline, Workload workload) {
        this.timeline = timeline;
        this.workload = workload;
    }

    @Override
    public void onAdd(SuprSendApiKey key) {
        if (key.getStatus() == null) {
            timeline.tell("applied", name(key));
        }
    }

    @Override
    public void onUpdate(SuprSendApiKey before, SuprSendApiKey after) {
        var now = keys(after);
        for (var key : now) {
            if (key.state().equals("Current") && keys(before).stream().noneMatch(old -> isCurrent(old, key.id()))) {
                timeline.tell("published", name(after) + "   revision " + key.revision() + "   " + key.fingerprint());
            }
        }
        for (var key : keys(before)) {
            if (now.stream().noneMatch(living -> living.id().equals(key.id()))) {
                timeline.tell("dead", key.id() + "   revision " + key.revision() + "   " + workload);
            }
        }
        if (!reason(before).equals(reason(after))) {
            timeline.tell("ready", reason(after));
        }
    }

    @Override
    public void onDelete(SuprSendApiKey key, boolean unknown) {
        timeline.tell("deleted", name(key) + "   its keys are revoked 5 s later");
    }

    private static String name(SuprSendApiKey key) {
        return "ssak/" + key.getMetadata().getName();
    }

    private static boolean isCurrent(KeyStatus key, String id) {
        return key.id().equals(id) && key.state().equals("Current");
    }

    private static List<KeyStatus> keys(SuprSendApiKey key) {
        return status(key).map(CredentialStatus::keys).orElse(List.of());
    }

    private static String reason(SuprSendApiKey key) {
        return status(key).stream()
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> Objects.equals(condition.getType(), "Ready"))
                .map(condition -> condition.getStatus() + ", " + condition.getReason())
                .findFirst()
                .orElse("");
    }

    private static Optional<CredentialStatus> status(SuprSendApiKey key) {
        return Optional.ofNullable(key.getStatus());
    }
}
