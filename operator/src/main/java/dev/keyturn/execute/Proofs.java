package dev.keyturn.execute;

import dev.keyturn.plan.Reason;
import dev.keyturn.port.Accounts.Endpoint;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Material;
import dev.keyturn.port.Probed;
import java.util.Optional;

/** Probes in a row: one answer may come from a server that has not heard yet, some in a row over some time are a proof. */
final class Proofs {

    private final Ending ending;

    Proofs(Ending ending) {
        this.ending = ending;
    }

    /** Accepted so many times in a row; else the first answer that was another. */
    Probed accepted(Issuer issuer, String endpoint, Material material, Endpoint rule) {
        return inARow(Probed.Accepted.class, issuer, endpoint, material, rule);
    }

    /** Refused so many times in a row; else the first answer that was another. */
    Probed refused(Issuer issuer, String endpoint, Material material, Endpoint rule) {
        return inARow(Probed.Refused.class, issuer, endpoint, material, rule);
    }

    private Probed inARow(
            Class<? extends Probed> wanted, Issuer issuer, String endpoint, Material material, Endpoint rule) {
        var round = 0;
        Probed probed;
        do {
            between(rule, round);
            probed = issuer.probe(endpoint, material);
        } while (wanted.isInstance(probed) && ++round < rule.times());
        return probed;
    }

    /**
     * Refused so many times in a row, each time while the control was accepted through the same route; else the first answer that
     * was another. A control that is not accepted makes the answer inconclusive: a foreign or broken hub refuses every key.
     */
    Probed refused(Issuer issuer, String endpoint, Material material, Material control, Endpoint rule) {
        for (var round = 0; round < rule.times(); round++) {
            between(rule, round);
            var probed = issuer.probe(endpoint, material);
            if (!(probed instanceof Probed.Refused)) {
                return probed;
            }
            var controlled = issuer.probe(endpoint, control);
            if (!(controlled instanceof Probed.Accepted)) {
                return controlled instanceof Probed.Inconclusive inconclusive
                        ? inconclusive
                        : new Probed.Inconclusive(Reason.ProviderDisagrees, Optional.empty());
            }
        }
        return new Probed.Refused();
    }

    private void between(Endpoint rule, int round) {
        if (round == 0 || rule.over().isZero()) {
            return;
        }
        try {
            ending.pause(rule.over().dividedBy(Math.max(1, rule.times() - 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException("interrupted between two probes", e);
        }
    }
}
