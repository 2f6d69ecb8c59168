package dev.keyturn.reconcile;

import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.crd.EffectiveStatus;
import dev.keyturn.crd.HistoryStatus;
import dev.keyturn.crd.KeyStatus;
import dev.keyturn.crd.NextStatus;
import dev.keyturn.crd.ReadersStatus;
import dev.keyturn.crd.RequestStatus;
import dev.keyturn.crd.RotationStatus;
import dev.keyturn.plan.Cron;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.DurationText;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Sink;
import dev.keyturn.plan.Way;
import dev.keyturn.project.View;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A view as the status of a custom resource. */
final class Statuses {

    private Statuses() {}

    static CredentialStatus of(
            View view,
            Optional<Way> way,
            String secretName,
            Optional<Demand> demand,
            @Nullable Long generation,
            List<Condition> before,
            @Nullable ReadersStatus readers,
            Instant now) {
        var ledger = view.ledger();
        return new CredentialStatus(
                generation,
                Conditions.merged(before, view.conditions(), generation, now),
                secretName,
                ledger.map(Ledger::sink).map(Sink::revision).orElse(null),
                ledger.flatMap(Ledger::current)
                        .map(Key::readBackAt)
                        .map(Statuses::seconds)
                        .orElse(null),
                ledger.flatMap(Ledger::current)
                        .map(Key::expiresAt)
                        .map(Statuses::seconds)
                        .orElse(null),
                demand.map(Statuses::effective).orElse(null),
                way.map(Way::name).orElse(null),
                view.keys().stream().map(Statuses::key).toList(),
                ledger.map(known -> rotation(known, view)).orElse(null),
                view.next()
                        .map(next -> new NextStatus(
                                next.at().truncatedTo(ChronoUnit.SECONDS),
                                next.trigger().name(),
                                next.schedule(),
                                seconds(next.deferredFrom().orElse(null)),
                                next.deferredFrom().map(_ -> "Window").orElse(null)))
                        .orElse(null),
                ledger.map(Statuses::requests).orElse(List.of()),
                ledger.map(Statuses::history).orElse(List.of()),
                readers);
    }

    private static EffectiveStatus effective(Demand demand) {
        return new EffectiveStatus(
                demand.every().map(Demand.Every::text).orElse(null),
                demand.calendar().cron().map(Cron::text).orElse(null),
                DurationText.of(demand.overlap()),
                DurationText.of(demand.waitForConsumers()),
                demand.restart() ? "WhenNeeded" : "Never",
                demand.deletionPolicy().name());
    }

    private static KeyStatus key(View.KeyView view) {
        var key = view.key();
        return new KeyStatus(
                key.id(),
                key.revision(),
                key.state().name(),
                seconds(key.issuedAt()),
                seconds(key.readBackAt()),
                key.fingerprint(),
                key.exposed() ? Boolean.TRUE : null,
                seconds(view.notBefore().orElse(null)),
                key.waitingFor());
    }

    private static @Nullable RotationStatus rotation(Ledger ledger, View view) {
        var rotation = ledger.rotation();
        if (rotation == null) {
            return null;
        }
        var reason = ledger.failures().reason();
        return new RotationStatus(
                rotation.id(),
                rotation.trigger().name(),
                view.step().orElse(null),
                seconds(rotation.startedAt()),
                rotation.attempts(),
                reason == null ? null : reason.name(),
                seconds(ledger.failures().retryAt()));
    }

    private static List<RequestStatus> requests(Ledger ledger) {
        return ledger.requests().stream()
                .map(request -> new RequestStatus(
                        request.token(),
                        request.trigger().name(),
                        seconds(request.seenAt()),
                        seconds(request.publishedAt()),
                        seconds(request.provedDeadAt())))
                .toList();
    }

    private static List<HistoryStatus> history(Ledger ledger) {
        return ledger.history().stream()
                .map(turn -> new HistoryStatus(
                        turn.revision(),
                        turn.trigger().name(),
                        seconds(turn.startedAt()),
                        seconds(turn.publishedAt()),
                        seconds(turn.provedDeadAt()),
                        turn.provedDeadAt() == null ? "Published" : "Completed"))
                .toList();
    }

    private static @Nullable Instant seconds(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
