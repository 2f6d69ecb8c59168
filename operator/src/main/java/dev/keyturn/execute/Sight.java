package dev.keyturn.execute;

import dev.keyturn.plan.AccountView;
import dev.keyturn.plan.Brake;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Limits;
import dev.keyturn.plan.Memo;
import dev.keyturn.plan.Observation;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Resource;
import dev.keyturn.plan.SinkView;
import dev.keyturn.plan.Turning;
import dev.keyturn.port.Accounts;
import dev.keyturn.port.Accounts.Account;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.Look;
import dev.keyturn.port.StoredKeyring;
import java.time.Instant;
import java.util.Optional;

/** What one pass sees of its subject; kept until a write makes it old, so that a rotation costs few reads. */
final class Sight {

    private final Ports ports;
    private final Limits limits;
    private final Memory memory;
    private final Sessions sessions;
    private final Subject subject;
    private final String name;
    private final Accounts.State account;
    private final SecretSight secret;
    private final TurningSight turnings;
    private Optional<StoredKeyring> stored = Optional.empty();

    Sight(Ports ports, Limits limits, Memory memory, Sessions sessions, Rendering rendering, Subject subject) {
        this.ports = ports;
        this.limits = limits;
        this.memory = memory;
        this.sessions = sessions;
        this.subject = subject;
        name = ports.keyrings().nameOf(subject.target());
        secret = new SecretSight(ports, rendering, name);
        turnings = new TurningSight(ports, memory, subject.target());
        account = subject instanceof Subject.Wanted(var resource, var demand)
                ? ports.accounts().find(resource.owner().namespace(), demand)
                : new Accounts.State.Blocked(Reason.AccountMissing, "");
        refresh();
    }

    String name() {
        return name;
    }

    Optional<StoredKeyring> stored() {
        return stored;
    }

    Optional<Ledger> ledger() {
        return stored.map(found -> found.keyring().ledger());
    }

    /** Reads everything anew: the Secret first, the keyring after it. */
    void refresh() {
        turnings.forgetDelivery();
        if (subject instanceof Subject.Wanted(var _, var demand)) {
            secret.read(demand, scene().feeds());
        }
        refreshKeyring();
    }

    void refreshKeyring() {
        stored = ports.keyrings().read(name);
        stored.ifPresent(found ->
                memory.versions().read(name, found.version(), ports.time().instant()));
    }

    /** When the refused account is probed next; the credential that waits for it looks then. */
    Optional<Instant> probeOfAccount() {
        return account().flatMap(sessions::refusedUntil);
    }

    /** What a write left behind. */
    void wrote(StoredKeyring written) {
        stored.ifPresentOrElse(
                basis -> memory.versions().wrote(name, basis.version(), written.version()),
                () -> memory.versions().created(name, written.version()));
        stored = Optional.of(written);
    }

    /** The Secret for deliveries was changed by a step, or may have been. */
    void forgetDelivery() {
        turnings.forgetDelivery();
    }

    /** How the credential turns, and what a person has to do with it. */
    Turning turning() {
        return turnings.of(scene());
    }

    void lookedAt(Look readBack) {
        secret.lookedAt(readBack);
    }

    /** The keyring as it will be; the version stays that of what was read, so that nothing is written over somebody else's write. */
    static StoredKeyring pending(StoredKeyring basis, Keyring next) {
        return new StoredKeyring(basis.name(), next, basis.releaseAsked(), basis.version());
    }

    AccountView accountView() {
        return switch (account) {
            case Accounts.State.Blocked(var reason, var detail) -> new AccountView.Blocked(reason, detail);
            case Accounts.State.Found(var found) ->
                sessions.refusedUntil(found)
                                .filter(until -> ports.time().instant().isBefore(until))
                                .isPresent()
                        ? new AccountView.Blocked(
                                Reason.AccountUnauthorized, Sessions.described(found, Reason.AccountUnauthorized))
                        : new AccountView.Usable();
        };
    }

    Observation observation() {
        return observation(stored);
    }

    Observation observation(Optional<StoredKeyring> keyring) {
        if (!ports.installation().suspicion().isEmpty()) {
            // Letting go waits for nobody: here the keyring is left as it is.
            return subject instanceof Subject.Deleted deleted
                    ? new Observation.Deleting(
                            deleted.resource(), deleted.policy(), Optional.empty(), memo(Optional.empty()))
                    : new Observation.Suspect(ports.installation().suspicion());
        }
        var ledger = keyring.map(found -> found.keyring().ledger());
        var memo = memo(ledger);
        return switch (subject) {
            case Subject.Deleted deleted ->
                new Observation.Deleting(deleted.resource(), deleted.policy(), ledger, memo);
            case Subject.Unusable unusable ->
                new Observation.Unusable(unusable.resource(), unusable.detail(), ledger, memo);
            case Subject.Wanted(var resource, var demand) -> wanted(resource, demand, keyring, memo);
            case Subject.Orphan orphan ->
                new Observation.Orphaned(
                        ledger.orElseThrow(),
                        orphan.ownerGone() && ledger.orElseThrow().owner().equals(orphan.owner()),
                        keyring.filter(StoredKeyring::releaseAsked).isPresent(),
                        limitsAt(ledger.flatMap(known -> Optional.ofNullable(known.place()))
                                .map(Place::endpoint)),
                        memo);
        };
    }

    private Memo memo(Optional<Ledger> ledger) {
        return memory.memo(name, ledger, brake(), ports.time().instant());
    }

    /** Whether the provider was just found to refuse the value in use, and to list it no more. */
    boolean isRefused() {
        return ledger().flatMap(Ledger::current)
                .filter(key ->
                        memory.isRejected(name, key.attempt(), ports.time().instant()))
                .isPresent();
    }

    /** What holds all that is due, if anything does. */
    Optional<Brake> brake() {
        return ports.brakes().on(subject.target().namespace());
    }

    private Observation wanted(Resource resource, Demand demand, Optional<StoredKeyring> keyring, Memo memo) {
        var sink = secret.view(resource, demand, keyring);
        var bounds = limits();
        return keyring.<Observation>map(found -> new Observation.Claimed(
                        resource,
                        demand,
                        accountView(),
                        sink,
                        bounds,
                        memo,
                        found.keyring().ledger(),
                        turnings.of(scene(keyring))))
                .orElseGet(() -> new Observation.Unclaimed(
                        resource, demand, accountView(), sink, bounds, memo, turnings.of(scene(keyring))));
    }

    Limits limits() {
        return limitsAt(account().map(Account::endpoint));
    }

    private Limits limitsAt(Optional<String> endpoint) {
        return endpoint.map(known ->
                        limits.withSweepFor(ports.accounts().endpoint(known).sweepFor()))
                .orElse(limits);
    }

    SinkView sink() {
        return subject instanceof Subject.Wanted(var resource, var demand)
                ? secret.view(resource, demand, stored)
                : new SinkView.Absent();
    }

    private Optional<Account> account() {
        return account instanceof Accounts.State.Found(var found) ? Optional.of(found) : Optional.empty();
    }

    Scene scene() {
        return scene(stored);
    }

    Scene scene(Optional<StoredKeyring> keyring) {
        return switch (subject) {
            case Subject.Wanted(var resource, var demand) ->
                new Scene(
                        name,
                        subject.kind(),
                        Optional.of(resource),
                        Optional.of(demand),
                        account(),
                        keyring,
                        secret.fresh());
            case Subject.Unusable unusable -> withoutSpec(unusable.resource(), keyring);
            case Subject.Deleted deleted -> withoutSpec(deleted.resource(), keyring);
            case Subject.Orphan _ ->
                new Scene(
                        name,
                        subject.kind(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        keyring,
                        Optional.empty());
        };
    }

    private Scene withoutSpec(Resource resource, Optional<StoredKeyring> keyring) {
        return new Scene(
                name,
                subject.kind(),
                Optional.of(resource),
                Optional.empty(),
                Optional.empty(),
                keyring,
                Optional.empty());
    }
}
