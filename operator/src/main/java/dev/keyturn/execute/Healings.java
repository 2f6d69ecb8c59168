package dev.keyturn.execute;

import dev.keyturn.plan.Checks;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Reason;
import dev.keyturn.port.StoredKeyring;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One key of an account is healed at a time: a provider that has lost its keys, or seems to, is not answered with a thousand new ones. */
final class Healings {

    private static final Duration SOON = Duration.ofSeconds(10);

    /** Who was let begin has written its intent by then. */
    private static final Duration BEGINNING = Duration.ofSeconds(15);

    private record Begun(String keyring, Instant at) {}

    private final Ports ports;
    private final Map<String, Begun> begun = new HashMap<>();

    Healings(Ports ports) {
        this.ports = ports;
    }

    /** What keeps this keyring from healing: another one of the account that does, as the keyrings say, or is about to. */
    synchronized Optional<Outcome> another(String keyring, String account) {
        var now = ports.time().instant();
        var last = begun.get(account);
        var other = last != null
                && !last.keyring().equals(keyring)
                && now.isBefore(last.at().plus(BEGINNING));
        if (other || ports.keyrings().list().readable().stream().anyMatch(stored -> heals(stored, keyring, account))) {
            return Optional.of(new Outcome.Blocked(
                    Reason.BackingOff,
                    "the key in use was ended at the provider, and so was another one of the account: that one is replaced first",
                    Optional.of(SOON)));
        }
        begun.put(account, new Begun(keyring, now));
        return Optional.empty();
    }

    private static boolean heals(StoredKeyring stored, String keyring, String account) {
        var ledger = stored.keyring().ledger();
        var place = ledger.place();
        return !stored.name().equals(keyring)
                && place != null
                && place.account().equals(account)
                && Checks.heals(ledger);
    }
}
