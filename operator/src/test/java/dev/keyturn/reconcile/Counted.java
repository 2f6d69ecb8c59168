package dev.keyturn.reconcile;

import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Trigger;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;

/** A census that has counted one of everything. */
public final class Counted {

    private Counted() {}

    public static void into(MeterRegistry registry) {
        var now = Instant.parse("2026-03-29T06:00:00Z");
        var census = new Census(registry, InstantSource.fixed(now));
        census.credential("uid", "SuprSendApiKey", Reason.Settled.name(), now);
        census.rotation("SuprSendApiKey", Trigger.Initial, "Published");
        census.failure("SuprSendApiKey", Reason.ProviderUnavailable);
        census.restart("Deployment");
    }
}
