package dev.keyturn.execute;

import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Resource;
import dev.keyturn.plan.SinkView;
import dev.keyturn.port.Look;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.StoredKeyring;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a pass has read of the published Secret, and when. */
final class SecretSight {

    private static final Logger log = LoggerFactory.getLogger(SecretSight.class);

    /** A pass that waits for nothing asks for a Secret that it has just read no second time. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Ports ports;
    private final Rendering rendering;
    private final String keyring;
    private @Nullable Look look;
    private Instant readAt = Instant.MIN;
    private String forbidden = "";

    SecretSight(Ports ports, Rendering rendering, String keyring) {
        this.ports = ports;
        this.rendering = rendering;
        this.keyring = keyring;
    }

    /** Reads it anew, and has nothing in hand where it may not. */
    void read(Demand demand, boolean feeds) {
        look = null;
        try {
            lookedAt(ports.publisher().look(demand.target(), feeds));
        } catch (PermissionMissingException e) {
            forbidden = String.valueOf(e.getMessage());
            // What the status says; readiness and the log name the right, once.
            log.atDebug().addKeyValue("keyring", keyring).log("may not read the published Secret: {}", e.getMessage());
        }
    }

    /** A write has read it back. */
    void lookedAt(Look readBack) {
        look = readBack;
        readAt = ports.time().instant();
    }

    Optional<Look> fresh() {
        var now = ports.time().instant();
        return Optional.ofNullable(look).filter(_ -> !now.isBefore(readAt) && now.isBefore(readAt.plus(FRESH)));
    }

    SinkView view(Resource resource, Demand demand, Optional<StoredKeyring> stored) {
        var seen = look;
        if (seen == null) {
            return new SinkView.Refused(Reason.MissingPermission, forbidden);
        }
        return stored.map(found -> rendering.claimed(seen, keyring, found.keyring(), resource.owner(), demand))
                .orElseGet(() -> rendering.unclaimed(seen, resource.owner()));
    }
}
