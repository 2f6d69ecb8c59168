package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Replacements.foughtOver;
import static dev.keyturn.plan.Replacements.replacement;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.settled;
import static dev.keyturn.plan.Steps.waits;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When it is asked who is restarted for a new value, and what is remembered of the answer. */
final class RestartsTest {

    private static Ledgers published(Duration before, Keys... keys) {
        var all = Stream.concat(Stream.of(current(7).published(before)), Stream.of(keys))
                .toArray(Keys[]::new);
        return ledger(all)
                .sink(Ledgers.sinkOf(current(7).published(before).done()).with(replacement(before)));
    }

    static Stream<Arguments> due() {
        return Stream.of(
                argumentSet(
                        "15 s after the publication",
                        seen(published(seconds(15), previous(6).replaced(seconds(15)))),
                        new Step.Restart("7.3")),
                argumentSet(
                        "not earlier, and it is said that the old value lives on",
                        seen(published(seconds(14), previous(6).replaced(seconds(14))))
                                .overlap(seconds(44)),
                        waits(seconds(1), Reason.Overlap, "revision 6 lives on until 2026-11-24T12:00:30Z")),
                argumentSet(
                        "later where the same value is put back again and again",
                        seen(ledger(current(7).published(minutes(1)))
                                .sink(Ledgers.sinkOf(
                                                current(7).published(minutes(1)).done())
                                        .with(foughtOver(minutes(1), 3)))),
                        waits(minutes(1), Reason.Settled)),
                argumentSet(
                        "an hour later and a little at the most",
                        seen(ledger(current(7).published(minutes(64)))
                                .sink(Ledgers.sinkOf(current(7)
                                                .published(minutes(64))
                                                .done())
                                        .with(foughtOver(minutes(64), 50)))),
                        new Step.Restart("7.3.r7")),
                argumentSet(
                        "by the API server's clock, where that is ahead",
                        seen(ledger(current(7).published(minutes(2)))
                                .sink(Ledgers.sinkOf(
                                                current(7).published(minutes(2)).done())
                                        .with(replacement(seconds(5))))),
                        waits(seconds(10), Reason.Settled)),
                argumentSet(
                        "in the minutes after a turn in place, where no older value is left",
                        seen(published(hours(23))),
                        new Step.Restart("7.3")),
                argumentSet("a day later nobody asks any more", seen(published(hours(24))), settled()),
                argumentSet(
                        "but as long as an older value lives",
                        seen(published(days(3), previous(6).replaced(days(3)))).overlap(days(9)),
                        new Step.Restart("7.3")),
                argumentSet(
                        "never, where that is wished",
                        seen(published(seconds(20))).leavingConsumers(),
                        settled()),
                argumentSet("nothing was replaced", seen(ledger(current(7))), settled()),
                argumentSet(
                        "suspended: what is published is published",
                        seen(published(seconds(20))).suspended(),
                        new Step.Restart("7.3")),
                argumentSet(
                        "once it was looked at, in its own time",
                        seen(published(seconds(20))).paced("Restart 7.3", hours(9), Reason.Settled),
                        settled()));
    }

    @ParameterizedTest
    @MethodSource("due")
    void isAskedFor(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(expected);
    }

    @Test
    void nothingIsRestartedIntoAValueThatSomebodyElsePutThere() {
        assertThat(seen(published(seconds(20)))
                        .secret(SinkViews.foreign(7, "id-r7"))
                        .next())
                .isInstanceOf(Step.Publish.class);
    }

    @Test
    void whatCameOfItIsRememberedOnceAndForThisPublicationAlone() {
        var before = published(seconds(20), previous(6));
        var outcome = new Outcome.Restarted(
                List.of("Deployment/web"), List.of("Deployment/b is left to Reloader"), true, Optional.empty());

        var after = seen(before).after(new Step.Restart("7.3"), outcome);

        assertThat(Objects.requireNonNull(after.sink()).replacement())
                .isEqualTo(new Replacement(7, 3, ago(seconds(20)), outcome.restarted(), outcome.left()));
        assertThat(Restarts.record(after, new Step.Restart("7.3"), outcome)).isEqualTo(after);
        assertThat(seen(before).after(new Step.Restart("7.2"), outcome)).isEqualTo(before.done());
    }
}
