package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Ledgers.ofRecord;

import java.time.Duration;

/** Ledgers of a record whose value is replaced in place. */
final class InPlaceLedgers {

    private InPlaceLedgers() {}

    static Ledgers calm() {
        return ledger(current(7).inPlace());
    }

    /** A call was announced so long ago, and nothing is known of it since. */
    static Ledgers called(Duration before) {
        return calm().rotation(Trigger.Requested, 8).intent(ofRecord(Ledgers.intent("lost", 8, before)));
    }
}
