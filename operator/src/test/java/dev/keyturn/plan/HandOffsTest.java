package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Seen.unclaimed;
import static dev.keyturn.plan.Steps.halts;
import static dev.keyturn.plan.Steps.settled;
import static dev.keyturn.plan.Steps.suspended;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What only a person can do: when it is asked for, what becomes of what is brought, and how often it is asked for again. */
final class HandOffsTest {

    private static final DeliveryView NOTHING = new DeliveryView.Empty();
    private static final DeliveryView ABSENT = new DeliveryView.Absent();
    private static final DeliveryView ONE = new DeliveryView.Filled("hmac:one");
    private static final DeliveryView OTHER = new DeliveryView.Filled("hmac:other");
    private static final Limits LIMITS = Limits.DEFAULTS;

    private static Step asks(Trigger trigger, int revision) {
        return new Step.Ask(trigger, null, revision, Seen.TURN);
    }

    private static Ledgers token() {
        return ledger(current(7).byHand());
    }

    /** Asked for so long ago, and nothing came. */
    private static Ledgers asked(Duration before) {
        return token().rotation(Trigger.Schedule, 8).handOff(HandOff.asked(ago(before)));
    }

    private static HandOff.Unfit unfit(String fingerprint, Duration since, Duration again, boolean forGood) {
        return new HandOff.Unfit(
                fingerprint,
                "why",
                ago(since),
                new Failures(1, Reason.DeliveryRefused, ago(since), NOW.plus(again)),
                forGood);
    }

    private static Ledgers refused(HandOff.Unfit unfit) {
        return asked(hours(1)).handOff(HandOff.asked(ago(hours(1))).refusing(unfit));
    }

    private static Ledgers taken(Keys key, String fingerprint) {
        return ledger(current(7).byHand(), key.byHand())
                .rotation(Trigger.Schedule, 8)
                .handOff(HandOff.asked(ago(hours(1))).taking(new HandOff.Taken("a8", fingerprint)));
    }

    static Stream<Arguments> asking() {
        return Stream.of(
                argumentSet("the first one of all", unclaimed().byHand(ABSENT), asks(Trigger.Initial, 1)),
                argumentSet(
                        "the first one, while the account's own token is refused: it may be what mends that",
                        unclaimed().byHand(ABSENT).account(Reason.AccountUnauthorized),
                        asks(Trigger.Initial, 1)),
                argumentSet(
                        "not without a grant",
                        unclaimed().byHand(ABSENT).account(Reason.AccountNotGranted),
                        halts(Reason.AccountNotGranted, "why")),
                argumentSet("one that is new", seen(token()).byHand(NOTHING), settled()),
                argumentSet(
                        "one that is old",
                        seen(ledger(current(7).byHand().issued(days(181)).published(days(181))))
                                .byHand(NOTHING),
                        asks(Trigger.Schedule, 8)),
                argumentSet(
                        "one that runs out in six days",
                        seen(ledger(current(7).byHand().expires(days(6)))).byHand(NOTHING),
                        asks(Trigger.Schedule, 8)),
                argumentSet(
                        "one that runs out in eight days",
                        seen(ledger(current(7).byHand().expires(days(8)))).byHand(NOTHING),
                        settled()),
                argumentSet(
                        "on request",
                        seen(token()).byHand(NOTHING).rotate("please"),
                        new Step.Ask(Trigger.Requested, "please", 8, Seen.TURN)),
                argumentSet(
                        "an exposed one, however often others were asked for",
                        seen(ledger(current(7).byHand().exposed())
                                        .attempts(99, hours(3))
                                        .sawExposed("leak"))
                                .byHand(NOTHING),
                        asks(Trigger.Exposure, 8)),
                argumentSet(
                        "one that its account is refused with",
                        seen(token()).feeding().account(Reason.AccountUnauthorized),
                        asks(Trigger.Rejected, 8)),
                argumentSet(
                        "not one of which the account is refused with another",
                        seen(token()).byHand(NOTHING).account(Reason.AccountUnauthorized),
                        settled()),
                argumentSet(
                        "not while suspended",
                        seen(token()).byHand(NOTHING).rotate("please").suspended(),
                        suspended()),
                argumentSet(
                        "when somebody ended the wrong one",
                        seen(ledger(
                                        current(7).byHand().published(hours(2)),
                                        revoking(6)
                                                .byHand()
                                                .death(new Failures(
                                                        1,
                                                        Reason.ProviderDisagrees,
                                                        ago(minutes(1)),
                                                        NOW.plus(minutes(5))))))
                                .byHand(NOTHING),
                        asks(Trigger.Rejected, 8)),
                argumentSet(
                        "again, beside what came too late for the last one",
                        seen(ledger(current(8).byHand())
                                        .handOff(HandOff.asked(ago(hours(2)))
                                                .taking(new HandOff.Taken("a8", "hmac:one"))
                                                .refusing(unfit("hmac:other", hours(1), hours(1), true))))
                                .byHand(OTHER)
                                .rotate("please"),
                        new Step.Ask(Trigger.Requested, "please", 9, Seen.TURN)));
    }

    @ParameterizedTest
    @MethodSource("asking")
    void a_person_is_asked(Seen seen, Step step) {
        assertThat(seen.next()).isEqualTo(step);
    }

    static Stream<Arguments> waiting() {
        var accept = new Step.Accept(Seen.FRESH, "hmac:one");
        return Stream.of(
                argumentSet("the Secret for it is made", asked(minutes(1)), ABSENT, new Step.Prepare()),
                argumentSet("what lies there is looked at", asked(minutes(1)), ONE, accept),
                argumentSet(
                        "what is refused is looked at again, when it is time",
                        refused(unfit("hmac:one", hours(1), seconds(-1), false)),
                        ONE,
                        accept),
                argumentSet(
                        "another one is looked at at once",
                        refused(unfit("hmac:other", hours(1), hours(1), false)),
                        ONE,
                        accept),
                argumentSet(
                        "what is refused for good goes after a day",
                        refused(unfit("hmac:one", hours(24), seconds(-1), true)),
                        ONE,
                        new Step.Withdraw("hmac:one")),
                argumentSet(
                        "what was refused is taken away by whoever put it there",
                        refused(unfit("hmac:one", hours(1), hours(1), false)),
                        NOTHING,
                        new Step.Forgive()),
                argumentSet("a week later a person is asked once more", asked(days(7)), NOTHING, new Step.Remind()),
                argumentSet(
                        "what is taken in is cleared away",
                        taken(issued(8), "hmac:one"),
                        ONE,
                        new Step.Withdraw("hmac:one")),
                argumentSet(
                        "what comes beside that is refused",
                        taken(issued(8), "hmac:one"),
                        OTHER,
                        new Step.Refuse("hmac:other", HandOffs.TOO_LATE)));
    }

    @ParameterizedTest
    @MethodSource("waiting")
    void while_it_is_waited_for(Ledgers ledger, DeliveryView delivery, Step step) {
        assertThat(seen(ledger).byHand(delivery).next()).isEqualTo(step);
    }

    @Test
    void what_is_refused_for_good_is_looked_at_no_more() {
        var waits = seen(refused(unfit("hmac:one", hours(1), seconds(-1), true)))
                .byHand(ONE)
                .next();

        assertThat(waits)
                .isInstanceOfSatisfying(
                        Step.Wait.class, wait -> assertThat(wait.reason()).isEqualTo(Reason.DeliveryRefused));
    }

    @Test
    void a_secret_of_that_name_of_somebody_else_stops_it() {
        assertThat(seen(asked(minutes(1))).byHand(new DeliveryView.Foreign()).next())
                .isInstanceOfSatisfying(Step.Wait.class, wait -> {
                    assertThat(wait.reason()).isEqualTo(Reason.NotAdoptable);
                    assertThat(wait.detail()).contains("kubectl delete secret");
                });
    }

    @Test
    void an_exposure_covers_what_was_handed_in_and_is_not_published_yet() {
        var after = seen(taken(issued(8).attempt("a8"), "hmac:one"))
                .byHand(OTHER)
                .after(new Step.RecordExposure("leak", Optional.of("hmac:other")), new Outcome.Done());

        assertThat(after.key("a8")).hasValueSatisfying(key -> {
            assertThat(key.setAside()).isTrue();
            assertThat(key.exposed()).isTrue();
        });
        assertThat(after.handOff()).isNotNull().satisfies(handOff -> {
            assertThat(handOff.taken()).isNull();
            assertThat(handOff.unfit())
                    .isNotNull()
                    .satisfies(unfit -> assertThat(unfit.forGood()).isTrue());
        });
    }

    @Test
    void reminders_come_more_slowly_each_time_and_never_all_at_once() {
        var before = Instant.MIN;
        for (var count = 0; count < 200; count++) {
            var next = HandOffs.reminder(NOW, count, LIMITS);
            assertThat(next).isAfter(before);
            before = next;
        }
        assertThat(HandOffs.reminder(NOW, 0, LIMITS)).isEqualTo(NOW.plus(days(7)));
        assertThat(HandOffs.reminder(NOW, 2, LIMITS)).isEqualTo(NOW.plus(days(28)));
    }

    @Test
    void the_end_of_an_old_one_is_asked_about_at_a_minute_slowing_to_an_hour() {
        var waited = List.of(seconds(1), minutes(4), minutes(40), hours(3), days(30));

        assertThat(waited)
                .extracting(
                        since -> Deaths.pollAfter(revoking(7).condemned(since).done(), NOW))
                .containsExactly(minutes(1), minutes(1), minutes(10), minutes(45), hours(1));
    }

    @Test
    void asking_makes_nothing_counts_for_nothing_and_owes_no_sweep() {
        var before = token().sweep(null);
        var after = seen(before)
                .byHand(NOTHING)
                .rotate("please")
                .after(new Step.Ask(Trigger.Requested, "please", 8, Seen.TURN), new Outcome.Clear(Keys.PLACE));

        assertThat(after.attemptedAt()).isEqualTo(before.done().attemptedAt());
        assertThat(after.sweepUntil()).isNull();
        assertThat(after.intent()).isNull();
        assertThat(after.tokens().sawRotate("please")).isTrue();
        assertThat(after.handOff()).isEqualTo(HandOff.asked(NOW));
    }

    @Test
    void an_old_one_is_not_asked_to_be_ended_while_it_is_all_that_works() {
        var wrong = new Failures(1, Reason.ProviderDisagrees, ago(minutes(1)), NOW.plus(minutes(5)));
        var turning = new Turning(
                Strategy.HAND_OFF,
                new Guide("make one", "end the old one", List.of("token")),
                NOTHING,
                Optional.empty(),
                false);
        var ended = ledger(current(7).byHand(), revoking(6).byHand()).done();
        var mistaken =
                ledger(current(7).byHand(), revoking(6).byHand().death(wrong)).done();

        assertThat(Asking.of(ended, turning, LIMITS, false))
                .hasValueSatisfying(asked -> assertThat(asked.message()).contains("end the old one", "revision 6"));
        assertThat(Asking.of(mistaken, turning, LIMITS, false)).isEmpty();
        assertThat(previous(6).byHand().done().handedOver()).isTrue();
    }
}
