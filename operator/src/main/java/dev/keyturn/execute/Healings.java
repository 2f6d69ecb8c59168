package dev.keyturn.execute;

import dev.keyturn.plan.Checks;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Standing;
import dev.keyturn.port.StoredKeyring;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One key of an account is healed at a time: a provider that has lost its keys, or seems to, is not answered with a thousand new ones. */
final class Healings {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Who was let begin has written its intent by then. */
    private static final Duration BEGINNING = Duration.ofSeconds(15);

    private record Begun(String keyring, Instant at) {}

    private final Ports ports;
    private final Map<String, Begun> begun = new HashMap<>();

    Healings(Ports ports) {
        this.ports = ports;
    }

    /** What keeps this keyring from healing: another one of the account that does, as the keyrings say, or is about to. */
    Optional<Outcome> another(String keyring, String account) {
        var now = ports.time().instant();
        if (holds(keyring, account, now)) {
            return waits();
        }
        // Whoever waits does not list all keyrings beside the others.
        var healing = new AtomicReference<>(keyring);
        ports.keyrings().forEach(stored -> {
            if (heals(stored, keyring, account, now)) {
                healing.set(stored.name());
            }
        });
        return take(healing.get(), account, now) && healing.get().equals(keyring) ? Optional.empty() : waits();
    }

    private synchronized boolean holds(String keyring, String account, Instant now) {
        var last = begun.get(account);
        return last != null
                && !last.keyring().equals(keyring)
                && now.isBefore(last.at().plus(BEGINNING));
    }

    /** By what was there at the beginning of the list; who is let go begins when it was given. */
    private synchronized boolean take(String keyring, String account, Instant listed) {
        if (holds(keyring, account, listed)) {
            return false;
        }
        begun.put(account, new Begun(keyring, ports.time().instant()));
        return true;
    }

    private static Optional<Outcome> waits() {
        return Optional.of(new Outcome.Blocked(
                Reason.BackingOff,
                "the key in use was ended at the provider, and so was another one of the account: that one is replaced first",
                Optional.empty()));
    }

    /** One that gets no further, for whatever reason, keeps the others waiting for so long and no longer. */
    private static boolean heals(StoredKeyring stored, String keyring, String account, Instant now) {
        var ledger = stored.keyring().ledger();
        var place = ledger.place();
        var rotation = ledger.rotation();
        return !stored.name().equals(keyring)
                && ledger.standing() == Standing.Living
                && place != null
                && place.account().equals(account)
                && Checks.heals(ledger)
                && rotation != null
                && now.isBefore(rotation.startedAt().plus(LONGEST));
    }
}
