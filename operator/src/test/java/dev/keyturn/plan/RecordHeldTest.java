package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Ledgers.intent;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Ledgers.ofRecord;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes the record of a workspace the business of one keyring, and of no other. */
final class RecordHeldTest {

    static Stream<Arguments> ledgers() {
        return Stream.of(
                argumentSet("its value is in use", ledger(current(7).inPlace()), true),
                argumentSet("its value is about to be", ledger(issued(1).inPlace()), true),
                argumentSet(
                        "it is being turned",
                        ledger().rotation(Trigger.Schedule, 1).intent(ofRecord(intent("a1", 1, seconds(1)))),
                        true),
                argumentSet("its first value is looked for", ledger().rotation(Trigger.Initial, 1), true),
                argumentSet(
                        "a person was asked for it",
                        ledger(revoking(6).inPlace(), current(7))
                                .rotation(Trigger.Initial, 8)
                                .handOff(HandOff.asked(NOW)),
                        true),
                argumentSet("keys of its own are made by now", ledger(current(7)), false),
                argumentSet(
                        "the first of them is being made",
                        ledger().rotation(Trigger.Initial, 1).intent(intent("a1", 1, seconds(1))),
                        false),
                argumentSet("the next of them is waited for", ledger(current(7)).rotation(Trigger.Schedule, 8), false),
                argumentSet(
                        "its last value is only let go of",
                        ledger(current(8), revoking(7).inPlace()),
                        false),
                argumentSet(
                        "the record is another",
                        ledger(current(7).inPlace().at(new Place("acct-1", "cloud", "production", "wksp_2"))),
                        false));
    }

    @ParameterizedTest
    @MethodSource("ledgers")
    void isToldByTheLedger(Ledgers ledger, boolean expected) {
        assertThat(ledger.done().hasRecordOf("wksp_1")).isEqualTo(expected);
    }
}
