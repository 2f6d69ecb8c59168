package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Keys.setAside;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Ledgers.run;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.publish;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the ledger says once a value stands in the Secret. */
final class PublicationsTest {

    private static final SinkView ABSENT = new SinkView.Absent();
    private static final Outcome.Published WRITTEN =
            new Outcome.Published(ago(seconds(1)), true, List.of("A"), List.of("l"), List.of("n"));

    @Test
    void thePublishedKeyTakesThePlaceOfTheOneBefore() {
        var asked = new Request("t", Trigger.Requested, ago(minutes(1)), 7, null, null);
        var before = ledger(current(7), issued(8))
                .rotation(Trigger.Requested, 8)
                .refusedInARow(1)
                .failed(1, Reason.ProviderDisagrees, Duration.ZERO)
                .requests(asked);

        var after = seen(before).after(publish(issued(8)), WRITTEN);

        assertThat(after)
                .isEqualTo(ledger(
                                Keys.previous(7)
                                        .issued(hours(1))
                                        .published(hours(1))
                                        .replaced(Duration.ZERO),
                                current(8).issued(minutes(1)).published(Duration.ZERO))
                        .rotation(Trigger.Requested, 8)
                        .requests(asked.published(NOW))
                        .history(new Turn(
                                8, Trigger.Requested, run(Trigger.Requested, 8).startedAt(), NOW, null))
                        .sink(new Sink(
                                8,
                                "r8",
                                2,
                                ago(seconds(1)),
                                NOW,
                                false,
                                List.of("A"),
                                List.of("l"),
                                List.of("n"),
                                null,
                                replacement(8, 2)))
                        .policy(Seen.unclaimed().demand(), Duration.ZERO)
                        .done());
    }

    private static Replacement replacement(int revision, long publication) {
        return replacement(revision, publication, 0);
    }

    private static Replacement replacement(int revision, long publication, int again) {
        return new Replacement(revision, publication, ago(seconds(1)), List.of(), List.of(), "r" + revision, again);
    }

    static Stream<Arguments> replacing() {
        var gone = new Outcome.Published(ago(seconds(1)), false, List.of(), List.of(), List.of(), null, false);
        var overwritten = new Outcome.Published(ago(seconds(1)), false, List.of(), List.of(), List.of(), null, true);
        return Stream.of(
                argumentSet("the first value of all", ledger(issued(1)), issued(1), gone, false),
                argumentSet(
                        "the first value, over one of somebody else", ledger(issued(1)), issued(1), overwritten, true),
                argumentSet("the next value", ledger(current(7), issued(8)), issued(8), gone, true),
                argumentSet("a Secret that was gone", ledger(current(7)), current(7), gone, false),
                argumentSet(
                        "a Secret that was gone, while an older value lives: the gate counts from now",
                        ledger(current(7), previous(6)),
                        current(7),
                        gone,
                        true),
                argumentSet(
                        "the same, while an older one that was never published lives",
                        ledger(current(7), setAside(7)),
                        current(7),
                        gone,
                        false),
                argumentSet("a value that was overwritten", ledger(current(7)), current(7), overwritten, true));
    }

    @ParameterizedTest
    @MethodSource("replacing")
    void whatTakesAnotherValuesPlaceIsRemembered(
            Ledgers before, Keys key, Outcome.Published published, boolean replaces) {
        var sink = Objects.requireNonNull(
                seen(before).after(publish(key), published).sink());

        assertThat(sink.replacement()).isEqualTo(replaces ? replacement(sink.revision(), sink.publication()) : null);
    }

    @Test
    void aValueThatIsPutBackAgainAndAgainIsCountedUntilTheNextOne() {
        var overwritten = new Outcome.Published(ago(seconds(1)), false, List.of(), List.of(), List.of(), null, true);
        var fought = Ledgers.sinkOf(current(7).done()).with(replacement(7, 1, 1));

        var again = seen(ledger(current(7)).sink(fought)).after(publish(current(7)), overwritten);
        var next = seen(ledger(current(7), issued(8)).sink(fought)).after(publish(issued(8)), overwritten);

        var old = new Replacement(7, 1, ago(hours(3)), List.of(), List.of(), "r7", 1);
        var rarely = seen(ledger(current(7))
                        .sink(Ledgers.sinkOf(current(7).done()).with(old)))
                .after(publish(current(7)), overwritten);
        var gone = new Outcome.Published(ago(seconds(1)), false, List.of(), List.of(), List.of(), null, false);
        var deleted = seen(ledger(current(7), previous(6)).sink(fought)).after(publish(current(7)), gone);

        assertThat(Objects.requireNonNull(again.sink()).replacement()).isEqualTo(replacement(7, 2, 2));
        assertThat(Objects.requireNonNull(rarely.sink()).replacement()).isEqualTo(replacement(7, 2, 0));
        assertThat(Objects.requireNonNull(deleted.sink()).replacement()).isEqualTo(replacement(7, 2, 0));
        assertThat(Objects.requireNonNull(next.sink()).replacement()).isEqualTo(replacement(8, 2, 0));
    }

    @Test
    void puttingLabelsRightForgetsNoReplacement() {
        var last = replacement(7, 1);
        var sink = Ledgers.sinkOf(current(7).done()).with(last);
        var same = new Outcome.Published(sink.publishedAt(), false, List.of(), List.of(), List.of());

        var after = seen(ledger(current(7), previous(6)).sink(sink)).after(publish(current(7)), same);

        assertThat(after.sink()).isNotNull();
        assertThat(after.sink())
                .extracting(Sink::publication, Sink::replacement)
                .containsExactly(2L, last);
    }

    @Test
    void whereNothingHasToDieTheRotationIsComplete() {
        var asked = new Request("x", Trigger.Exposure, ago(minutes(1)), 0, null, null);
        var after = seen(ledger(issued(1)).rotation(Trigger.Initial, 1).requests(asked))
                .after(publish(issued(1)), WRITTEN);

        assertThat(after.rotation()).isNull();
        assertThat(after.requests()).containsExactly(asked.published(NOW).provedDead(NOW));
        assertThat(after.history()).extracting(Turn::provedDeadAt).containsExactly(NOW);
        assertThat(after.sink()).extracting(Sink::adopted).isEqualTo(true);
    }

    @Test
    void puttingRightIsCountedAndStartsNoTurn() {
        var after = seen(ledger(current(7))).secret(ABSENT).after(publish(current(7)), WRITTEN);

        assertThat(after)
                .isEqualTo(ledger(current(7))
                        .sink(new Sink(
                                7,
                                "r7",
                                2,
                                ago(seconds(1)),
                                NOW,
                                false,
                                List.of("A"),
                                List.of("l"),
                                List.of("n"),
                                null,
                                null))
                        .done());
    }

    static Stream<Arguments> movedOn() {
        return Stream.of(
                argumentSet("was set aside", ledger(current(7), setAside(8))),
                argumentSet("was condemned", ledger(current(9), revoking(8))),
                argumentSet("was proved dead", ledger(current(9))));
    }

    @ParameterizedTest
    @MethodSource("movedOn")
    void aKeyThatMeanwhile(Ledgers ledger) {
        assertThat(seen(ledger).after(publish(issued(8)), WRITTEN)).isEqualTo(ledger.done());
    }

    @Test
    void aPublicationThatSomebodyElseRecordedIsRecordedAsPuttingRight() {
        var ledger = ledger(current(8), previous(7)).rotation(Trigger.Schedule, 8);

        var after = seen(ledger).after(publish(issued(8)), WRITTEN);

        assertThat(after.keys()).isEqualTo(ledger.done().keys());
        assertThat(after.history()).isEmpty();
    }
}
