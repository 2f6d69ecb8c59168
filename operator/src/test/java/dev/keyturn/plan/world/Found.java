package dev.keyturn.plan.world;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.ProviderName;
import java.time.Instant;

/** Keys of the provider as ledgers get to know them. */
final class Found {

    private Found() {}

    /** A key as a comparison hands it over. */
    static Key listed(Provider.Made made, Instant now) {
        return key(made, false, now);
    }

    /** A key whose value stands in the Secret. */
    static Key standing(Provider.Made made, Instant now) {
        return key(made, true, now);
    }

    private static Key key(Provider.Made made, boolean withMaterial, Instant now) {
        var parsed = ProviderName.parse(made.name()).orElseThrow();
        return Key.made(
                        parsed.attempt(),
                        "SuprSendApiKey",
                        Operator.PLACE,
                        made.id(),
                        made.name(),
                        parsed.revision(),
                        withMaterial,
                        null,
                        now,
                        null)
                .seenInList();
    }
}
