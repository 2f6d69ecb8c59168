package dev.keyturn.execute;

import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Target;
import dev.keyturn.port.AccountRecords;
import dev.keyturn.port.Accounts;
import dev.keyturn.port.Brakes;
import dev.keyturn.port.Claims;
import dev.keyturn.port.Deliveries;
import dev.keyturn.port.Installation;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.KeyringStore;
import dev.keyturn.port.Publisher;
import dev.keyturn.port.Resources;
import dev.keyturn.port.Warrant;
import dev.keyturn.port.Workloads;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Everything outside that steps are performed through.
 *
 * @param issuers by the kind of resource that they issue for
 * @param pause of those who have something in hand
 * @param ending ends the pauses of those who have not
 */
public record Ports(
        KeyringStore keyrings,
        Publisher publisher,
        Deliveries deliveries,
        Claims claims,
        Workloads workloads,
        Resources resources,
        Accounts accounts,
        AccountRecords records,
        Map<String, Issuer> issuers,
        Installation installation,
        Brakes brakes,
        InstantSource time,
        Pause pause,
        Ending ending) {

    /** The right to make one call for what is published to {@code target}; what is held meanwhile, is not called for. */
    Warrant warrant(Target target, Instant deadline) {
        return new Warrant(
                deadline,
                () -> brakes.on(target.namespace())
                        .filter(brake -> brake.reason() == Reason.Frozen)
                        .isPresent());
    }

    /** The issuer of a kind; the wiring has one for every kind that there is a reconciler for. */
    Issuer issuer(String kind) {
        var issuer = issuers.get(kind);
        if (issuer == null) {
            throw new IllegalStateException("no issuer for " + kind);
        }
        return issuer;
    }
}
