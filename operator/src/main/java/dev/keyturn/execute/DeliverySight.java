package dev.keyturn.execute;

import dev.keyturn.plan.DeliveryView;
import dev.keyturn.plan.Target;
import dev.keyturn.port.PermissionMissingException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a pass has read of what is handed in; it looks once, where it looks at all. */
final class DeliverySight {

    private static final Logger log = LoggerFactory.getLogger(DeliverySight.class);

    private final Ports ports;
    private final Target target;
    private Optional<DeliveryView> seen = Optional.empty();

    DeliverySight(Ports ports, Target target) {
        this.ports = ports;
        this.target = target;
    }

    /** It was changed, or may have been. */
    void forget() {
        seen = Optional.empty();
    }

    DeliveryView view() {
        var view = seen.orElseGet(this::read);
        seen = Optional.of(view);
        return view;
    }

    private DeliveryView read() {
        try {
            var found = ports.deliveries().look(target);
            return switch (found.state()) {
                case ABSENT -> new DeliveryView.Absent();
                case FOREIGN -> new DeliveryView.Foreign();
                case OURS ->
                    found.data().isEmpty()
                            ? new DeliveryView.Empty()
                            : new DeliveryView.Filled(
                                    found.fingerprint(ports.installation().fingerprintKey()));
            };
        } catch (PermissionMissingException e) {
            // The published Secret is in the same namespace: what may not be read there is named by that.
            log.atDebug().addKeyValue("target", target).log("may not read what is handed in: {}", e.getMessage());
            return new DeliveryView.Unseen();
        }
    }
}
