package dev.keyturn.execute;

import dev.keyturn.plan.DeliveryView;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Guide;
import dev.keyturn.plan.Strategy;
import dev.keyturn.plan.Target;
import dev.keyturn.plan.Turning;
import dev.keyturn.port.Accounts.Account;

/** How the credential of a pass turns, and what a person has to do with it, or has done. */
final class TurningSight {

    private final Ports ports;
    private final Memory memory;
    private final DeliverySight delivery;

    TurningSight(Ports ports, Memory memory, Target target) {
        this.ports = ports;
        this.memory = memory;
        delivery = new DeliverySight(ports, target);
    }

    /** What is handed in was changed, or may have been. */
    void forgetDelivery() {
        delivery.forget();
    }

    Turning of(Scene scene) {
        var issuer = ports.issuer(scene.kind());
        var contact = scene.account().flatMap(Account::contact);
        var record = scene.demand().filter(Demand::defaultPair);
        if (record.isPresent()) {
            return Turning.ofRecord(
                    memory.ways().known(scene.account(), record.get()),
                    issuer.inPlace()
                            .map(known -> known.guide(record.get().workspace()))
                            .orElse(Guide.NONE),
                    delivery(scene),
                    contact);
        }
        return issuer.strategy() == Strategy.HAND_OFF
                ? new Turning(Strategy.HAND_OFF, issuer.guide(), delivery(scene), contact, scene.feeds())
                : Turning.OVERLAPPING;
    }

    /** Looked for only while a person is asked for something; nothing else is ever handed in. */
    private DeliveryView delivery(Scene scene) {
        return scene.demand().isPresent()
                        && scene.stored()
                                .map(found -> found.keyring().ledger().handOff())
                                .isPresent()
                ? delivery.view()
                : new DeliveryView.Unseen();
    }
}
