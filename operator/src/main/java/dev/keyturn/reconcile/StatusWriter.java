package dev.keyturn.reconcile;

import dev.keyturn.crd.CredentialResource;
import dev.keyturn.crd.CredentialSpec;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.execute.Result;
import dev.keyturn.execute.Subject;
import dev.keyturn.kube.EventCalls;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Limits;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Step;
import dev.keyturn.port.Readers;
import dev.keyturn.project.Happenings.Happening;
import dev.keyturn.project.Projection;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the status of credentials, where it says something new, and tells when to look again. */
public final class StatusWriter {

    private static final Duration AFTER_CONFLICT = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final Limits limits;
    private final InstantSource time;
    private final Census census;
    private final EventLog events;
    private final ReaderLists readers;
    private final OwnWrites own = new OwnWrites();

    public StatusWriter(KubernetesClient client, Limits limits, InstantSource time, Census census, Readers readers) {
        this.client = client;
        this.limits = limits;
        this.time = time;
        this.census = census;
        events = new EventLog(new EventCalls(client, time), census);
        this.readers = new ReaderLists(readers, time);
    }

    /** Writes what a pass came to, and answers how long to wait until the next. */
    <R extends CustomResource<? extends CredentialSpec, CredentialStatus> & CredentialResource> Duration write(
            R key, Subject subject, Result result) {
        bringUpToDate(key);
        events.tell(key, result.changes());
        if (lacksRights(result.rest())) {
            census.rightMissed();
        }
        var demand = subject instanceof Subject.Wanted wanted ? Optional.of(wanted.demand()) : Optional.<Demand>empty();
        var status = status(key, subject, demand, result);
        count(key, status);
        tellReaders(key, status);
        if (status.equals(key.getStatus()) || (result.unfinished() && !begins(status, key.getStatus()))) {
            return again(result);
        }
        var basis = key.getMetadata().getResourceVersion();
        var version = StatusPut.put(client, key, status);
        version.ifPresent(made -> own.remember(key.getMetadata().getUid(), basis, new OwnWrites.Written(made, status)));
        return version.isPresent() ? again(result) : AFTER_CONFLICT;
    }

    /** Makes it what this process has written, where the watch has not brought that back yet; the framework hands out copies. */
    private void bringUpToDate(CustomResource<? extends CredentialSpec, CredentialStatus> key) {
        own.after(key).ifPresent(written -> {
            key.getMetadata().setResourceVersion(written.version());
            key.setStatus(written.status());
        });
    }

    /** What is to be told of a resource that goes. */
    void tell(CredentialResource key, Result result) {
        events.tell(key, result.changes());
    }

    private static boolean lacksRights(Step rest) {
        return switch (rest) {
            case Step.Halt halt -> halt.reason() == Reason.MissingPermission;
            case Step.Wait wait -> wait.reason() == Reason.MissingPermission;
            default -> false;
        };
    }

    private void count(CredentialResource key, CredentialStatus status) {
        var next = status.next();
        status.conditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .findFirst()
                .ifPresent(ready -> census.credential(
                        key.getMetadata().getUid(), key.getKind(), ready.getReason(), next == null ? null : next.at()));
    }

    void forget(CredentialResource key) {
        census.forgetCredential(key.getMetadata().getUid());
        readers.forget(key);
    }

    /** Of a pass that goes on in a moment this is told: that what was asked for has begun. */
    private static boolean begins(CredentialStatus status, @Nullable CredentialStatus before) {
        var rotation = status.rotation();
        var known = before == null ? null : before.rotation();
        return rotation != null && (known == null || !known.id().equals(rotation.id()));
    }

    private CredentialStatus status(CredentialResource key, Subject subject, Optional<Demand> demand, Result result) {
        var before = key.getStatus();
        List<Condition> conditions = before == null ? List.of() : before.conditions();
        var own = result.ledger()
                .filter(ledger -> ledger.owner().uid().equals(key.getMetadata().getUid()));
        var now = time.instant();
        var found = readers.of(key, demand, own);
        var view = Projection.of(
                own,
                demand,
                result.account(),
                result.turning(),
                result.brake(),
                result.refused(),
                result.rest(),
                limits,
                now);
        found.ifPresent(listed -> census.readersBeyond(key.getMetadata().getUid(), listed.beyond()));
        return Statuses.of(
                found.flatMap(ReaderLists.Found::condition)
                        .map(view::unlessDegraded)
                        .orElse(view),
                result.turning().way(),
                subject.target().secretName(),
                demand,
                key.getMetadata().getGeneration(),
                conditions,
                found.map(ReaderLists.Found::status).orElse(null),
                now);
    }

    /** Who reads and should not is told when it is found, and when there are others. */
    private void tellReaders(CredentialResource key, CredentialStatus status) {
        tooManyReaders(status)
                .filter(message -> Optional.ofNullable(key.getStatus())
                        .flatMap(StatusWriter::tooManyReaders)
                        .filter(message::equals)
                        .isEmpty())
                .ifPresent(message -> events.tell(key, new Happening(true, Reason.TooManyReaders, message)));
    }

    private static Optional<String> tooManyReaders(CredentialStatus status) {
        return status.conditions().stream()
                .filter(condition -> Reason.TooManyReaders.name().equals(condition.getReason()))
                .map(Condition::getMessage)
                .findFirst();
    }

    /** How long to wait until the next pass. */
    Duration again(Result result) {
        return Pace.until(result.again(), time.instant());
    }
}
