package dev.keyturn.e2e;

import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import java.time.Duration;

/** What goes wrong with one call. */
enum Trouble {
    DROPPED_BEFORE("is lost before it is done"),
    DROPPED_AFTER("is done and not answered"),
    FAILED_AFTER("is done and answered 500"),
    TWICE("is done twice"),
    UNAUTHORIZED("is answered 401"),
    LATE("takes effect late");

    private static final Duration LATENESS = Duration.ofSeconds(2);

    /** The JDK's client repeats a GET that was dropped once by itself: only two drops in a row are felt. */
    private static final int DROPS_FELT = 2;

    private final String words;

    Trouble(String words) {
        this.words = words;
    }

    /** As a rule for the next call of the kind. */
    FaultRule at(CallKind call) {
        var reading = call != CallKind.CREATE_KEY && call != CallKind.DELETE_KEY;
        return switch (this) {
            case DROPPED_BEFORE -> FaultRule.on(call, Fault.dropBefore()).times(reading ? DROPS_FELT : 1);
            case DROPPED_AFTER -> FaultRule.on(call, Fault.dropAfter()).times(reading ? DROPS_FELT : 1);
            case FAILED_AFTER -> FaultRule.on(call, Fault.statusAfterEffect(500));
            case TWICE -> FaultRule.on(call, Fault.twice());
            case UNAUTHORIZED -> FaultRule.on(call, Fault.status(401));
            case LATE -> FaultRule.on(call, late(call));
        };
    }

    private static Fault late(CallKind call) {
        return switch (call) {
            case CREATE_KEY -> Fault.acceptedLate(LATENESS);
            case DELETE_KEY -> Fault.deadLate(LATENESS);
            case LIST_KEYS -> Fault.listsLate(LATENESS);
            default -> Fault.delay(LATENESS);
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
