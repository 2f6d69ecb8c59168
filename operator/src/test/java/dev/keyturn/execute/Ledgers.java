package dev.keyturn.execute;

import dev.keyturn.plan.Failures;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.SampleLedger;
import dev.keyturn.plan.Target;
import java.time.Instant;

/** Ledgers of credentials with one key. */
final class Ledgers {

    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private Ledgers() {}

    static Place place(String account, String workspace) {
        return new Place(account, "cloud", workspace, "uid-of-" + workspace);
    }

    /** Revision 1, in use, whose id is {@code id}. */
    static Ledger of(String name, Place place, String id) {
        return empty(name, place)
                .keys(new Key(
                        "aaaa1111",
                        "SuprSendApiKey",
                        place,
                        id,
                        "kt-inst0001-" + name + "-r1-aaaa1111",
                        1,
                        KeyState.Current,
                        true,
                        null,
                        NOW,
                        NOW,
                        null,
                        null,
                        null,
                        false,
                        true,
                        0,
                        null,
                        Failures.NONE,
                        null))
                .done();
    }

    static SampleLedger empty(String name, Place place) {
        return SampleLedger.of(
                        new Owner("SuprSendApiKey", "shop", name, "uid-" + name, "ns-1"), new Target("shop", name), NOW)
                .place(place);
    }
}
