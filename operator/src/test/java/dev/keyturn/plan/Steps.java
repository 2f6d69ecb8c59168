package dev.keyturn.plan;

import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.hours;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Steps as rows expect them. */
final class Steps {

    static final String SUSPENDED = "spec.suspend is true: nothing turns until it is false";

    private Steps() {}

    static Step begin(Trigger trigger, int revision) {
        return begin(trigger, null, revision);
    }

    static Step begin(Trigger trigger, @Nullable String token, int revision) {
        return new Step.Begin(trigger, token, revision, Seen.FRESH, Seen.TURN, false);
    }

    static Step firstOfAll() {
        return new Step.Begin(Trigger.Initial, null, 1, Seen.FRESH, Seen.TURN, true);
    }

    static Step look(Trigger trigger) {
        return new Step.Look(trigger, Seen.FRESH, Seen.TURN, null);
    }

    static Step waits(Duration after, Reason reason) {
        return waits(after, reason, "");
    }

    static Step waits(Duration after, Reason reason, String detail) {
        return new Step.Wait(NOW.plus(after), reason, detail);
    }

    /** Nothing is waited for longer without a look. */
    static Step withinTheHour(Step step) {
        var longest = NOW.plus(hours(1));
        return step instanceof Step.Wait(var until, var reason, var detail) && until.isAfter(longest)
                ? new Step.Wait(longest, reason, detail)
                : step;
    }

    /** Nothing to do; looked at again in an hour. */
    static Step settled() {
        return waits(hours(1), Reason.Settled);
    }

    static Step suspended() {
        return waits(hours(1), Reason.Suspended, SUSPENDED);
    }

    static Step halts(Reason reason, String detail) {
        return new Step.Halt(reason, detail);
    }

    static Step verify(Keys key) {
        return new Step.Verify(key.done());
    }

    static Step publish(Keys key) {
        return new Step.Publish(key.done());
    }

    static Step condemn(Keys... keys) {
        return new Step.Condemn(List.copyOf(Stream.of(keys).map(Keys::done).toList()));
    }

    static Step takeOut(Keys current, Keys... ended) {
        return new Step.TakeOut(
                current.done(), List.copyOf(Stream.of(ended).map(Keys::done).toList()));
    }

    static Step revoke(Keys key) {
        return new Step.Revoke(key.done(), Optional.empty());
    }

    static Step revoke(Keys key, Keys control) {
        return new Step.Revoke(key.done(), Optional.of(control.done()));
    }
}
