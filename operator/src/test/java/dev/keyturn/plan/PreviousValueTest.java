package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Keys.setAside;
import static dev.keyturn.plan.Keys.takenUp;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.SinkViews.holding;
import static dev.keyturn.plan.Steps.halts;
import static dev.keyturn.plan.Steps.publish;
import static dev.keyturn.plan.Steps.revoke;
import static dev.keyturn.plan.Steps.takeOut;
import static dev.keyturn.plan.Steps.waits;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which value stands for the one before, and that it is out of the Secret before it dies. */
final class PreviousValueTest {

    private static final Place ELSEWHERE = new Place("acct-1", "cloud", "production", "wksp_2");

    static Stream<Arguments> values() {
        return Stream.of(
                argumentSet("the one that was replaced", current(7), ledger(current(7), previous(6)), 6),
                argumentSet("of two the newer one", current(7), ledger(current(7), previous(5), previous(6)), 6),
                argumentSet("for a new key the current one", issued(8), ledger(current(7), issued(8)), 7),
                argumentSet(
                        "none where that one had been ended at the provider",
                        issued(8),
                        ledger(current(7), issued(8)).rotation(Trigger.Rejected, 8),
                        0),
                argumentSet(
                        "nor when the new one is published",
                        current(8),
                        ledger(current(8), previous(7)).rotation(Trigger.Rejected, 8),
                        0),
                argumentSet("none before the first rotation", current(1), ledger(current(1)), 0),
                argumentSet(
                        "none that was exposed",
                        current(7),
                        ledger(current(7), previous(6).exposed()),
                        0),
                argumentSet("nor for a new key", issued(8), ledger(current(7).exposed(), issued(8)), 0),
                argumentSet("none that is condemned", current(7), ledger(current(7), revoking(6)), 0),
                argumentSet(
                        "but then an older one that lives",
                        current(7),
                        ledger(current(7), revoking(6), previous(5)),
                        5),
                argumentSet("none that was refused when it was new", current(7), ledger(current(7), setAside(6)), 0),
                argumentSet(
                        "none that was never published",
                        current(7),
                        ledger(current(7), previous(6).neverPublished()),
                        0),
                argumentSet("none whose value is not known", current(7), ledger(current(7), takenUp(6)), 0),
                argumentSet(
                        "none of another workspace: its owner was another one",
                        current(7),
                        ledger(current(7), previous(6).at(ELSEWHERE)),
                        0),
                argumentSet(
                        "none of another kind, for the same reason",
                        current(7),
                        ledger(current(7), previous(6).kind("SuprSendWorkspaceKey")),
                        0),
                argumentSet(
                        "none of a record that turns in place: it is dead already",
                        current(7).inPlace(),
                        ledger(current(7).inPlace(), previous(6).inPlace()),
                        0),
                argumentSet(
                        "nor a pair that stood beside it",
                        current(7).inPlace(),
                        ledger(current(7).inPlace(), previous(6)),
                        0));
    }

    @ParameterizedTest
    @MethodSource("values")
    void theValueBefore(Keys key, Ledgers ledger, int expected) {
        assertThat(PreviousValue.beside(ledger.done(), key.done()).map(Key::revision))
                .isEqualTo(Optional.of(expected).filter(revision -> revision > 0));
    }

    private static Ledgers shown(Keys current, Keys... others) {
        var all = Stream.concat(Stream.of(current), Stream.of(others)).toArray(Keys[]::new);
        return ledger(all).sink(Ledgers.sinkOf(current.done()).showing(new Sink.Previous("r6", List.of("OLD_KEY"))));
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                argumentSet(
                        "condemned: out of the Secret first",
                        seen(shown(current(7), revoking(6))).showing().secret(holding(7)),
                        takeOut(current(7), revoking(6))),
                argumentSet(
                        "also where nobody wrote down that it stood there",
                        seen(ledger(current(7), revoking(6))).showing().secret(holding(7)),
                        takeOut(current(7), revoking(6))),
                argumentSet(
                        "also where the template shows none any more",
                        seen(shown(current(7), revoking(6))).secret(holding(7)),
                        takeOut(current(7), revoking(6))),
                argumentSet(
                        "two at once",
                        seen(shown(current(7), revoking(6), revoking(5)))
                                .showing()
                                .secret(holding(7)),
                        takeOut(current(7), revoking(6), revoking(5))),
                argumentSet(
                        "then it is revoked",
                        seen(shown(current(7), revoking(6))).showing(),
                        revoke(revoking(6), current(7))),
                argumentSet(
                        "not before it could be taken out",
                        seen(shown(current(7), revoking(6)))
                                .showing()
                                .secret(holding(7))
                                .paced("TakeOut r6", seconds(20), Reason.MissingPermission)
                                .paced("Publish r7", seconds(20), Reason.MissingPermission),
                        waits(seconds(20), Reason.MissingPermission, "in the way")),
                argumentSet(
                        "but one that was exposed is",
                        seen(shown(current(7), revoking(6).exposed()))
                                .showing()
                                .secret(holding(7))
                                .paced("TakeOut r6", seconds(20), Reason.MissingPermission)
                                .paced("Publish r7", seconds(20), Reason.MissingPermission),
                        revoke(revoking(6).exposed(), current(7))),
                argumentSet(
                        "exposed while it stands there: out at once, before anything is made",
                        seen(shown(current(7).exposed(), previous(6).exposed()))
                                .showing()
                                .secret(holding(7)),
                        takeOut(current(7).exposed(), previous(6).exposed())),
                argumentSet(
                        "one that never stood there needs no write",
                        seen(ledger(current(7), revoking(6).withoutMaterial()))
                                .showing()
                                .secret(holding(7)),
                        publish(current(7))),
                argumentSet(
                        "where the Secret holds another value it is published first, and nothing dies",
                        seen(shown(current(7), revoking(6)))
                                .showing()
                                .secret(holding(6))
                                .paced("Publish r7", seconds(20), Reason.Publishing),
                        waits(seconds(20), Reason.Publishing, "in the way")),
                argumentSet(
                        "where the template shows none and none stood there, it is revoked",
                        seen(ledger(current(7), revoking(6)))
                                .secret(holding(7))
                                .paced("Publish r7", seconds(20), Reason.Publishing),
                        revoke(revoking(6), current(7))));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void isTakenOutOfTheSecretBeforeItDies(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(expected);
    }

    @Test
    void whereTheSpecCannotBeUsedItWaitsForThat() {
        var condemned = seen(shown(current(7), revoking(6)));
        var exposed = seen(shown(current(7), revoking(6).exposed()));
        var never = seen(ledger(current(7), revoking(6)));

        assertThat(Planner.next(condemned.unusable(), NOW)).isEqualTo(halts(Reason.InvalidSpec, "every and cron"));
        assertThat(Planner.next(exposed.unusable(), NOW))
                .isEqualTo(revoke(revoking(6).exposed(), current(7)));
        assertThat(Planner.next(never.unusable(), NOW)).isEqualTo(revoke(revoking(6), current(7)));
    }

    @Test
    void whereTheResourceIsGoneItWaitsUntilTheSecretIs() {
        var forgiving = seen(shown(current(7), revoking(6)).released(minutes(5)));
        var over = seen(shown(current(7), revoking(6)).released(hours(2)));

        assertThat(Planner.next(forgiving.orphaned(true, false), NOW)).isInstanceOf(Step.Wait.class);
        assertThat(Planner.next(over.orphaned(true, false), NOW)).isEqualTo(new Step.CondemnAll());
    }

    @Test
    void takingOutIsWrittenDownOnlyWhereAnOlderOneIsShownInstead() {
        var seen = seen(shown(current(7), revoking(6), previous(5)));
        var step = takeOut(current(7), revoking(6));
        var older = new Sink.Previous("r5", List.of("OLD_KEY"));

        assertThat(seen.after(step, published(null))).isEqualTo(seen.ledger());
        assertThat(seen.after(step, published(older)).sink())
                .isEqualTo(Ledgers.sinkOf(current(7).done()).showing(older));
    }

    @Test
    void anInstantThatIsReadAnewTakesNothingElseAlong() {
        var published = current(7).published(hours(-2)).done();
        var ledger = ledger(current(7), revoking(6))
                .sink(Ledgers.sinkOf(published).showing(new Sink.Previous("r6", List.of("OLD_KEY"))))
                .done();

        var read = FutureInstants.read(ledger, NOW);

        assertThat(read.sink()).extracting(Sink::publishedAt).isEqualTo(NOW);
        assertThat(PreviousValue.ended(read, false)).containsExactly(revoking(6).done());
    }

    @Test
    void aPublicationSaysWhatItShows() {
        var seen = seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8));
        var shown = new Sink.Previous("r7", List.of("OLD_KEY"));

        var after = seen.after(publish(issued(8)), published(shown));

        assertThat(after.sink()).extracting(Sink::previous).isEqualTo(shown);
        assertThat(PreviousValue.ended(after, true)).isEmpty();
    }

    private static Outcome published(Sink.@Nullable Previous shown) {
        return new Outcome.Published(NOW, false, List.of(), List.of(), List.of(), shown);
    }
}
