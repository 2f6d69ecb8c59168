package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Ledgers.intent;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.revoke;
import static dev.keyturn.plan.Steps.waits;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.in;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a keyring without a resource, one thing after the other. */
final class OrphansTest {

    private static final String FORGIVES = "the delay that forgives a deletion by mistake";

    static Stream<Arguments> ownerless() {
        return Stream.of(
                argumentSet(
                        "its resource is there: not our business",
                        Standing.Living,
                        false,
                        false,
                        waits(hours(1), Reason.Settled)),
                argumentSet(
                        "its resource is gone without a word", Standing.Living, true, false, new Step.MarkUnowned()),
                argumentSet(
                        "unowned: nothing of it turns or dies",
                        Standing.Unowned,
                        true,
                        false,
                        waits(hours(1), Reason.Conflict, "unowned: waits for its resource or a release")),
                argumentSet(
                        "a person releases it", Standing.Unowned, true, true, new Step.Release(DeletionPolicy.Revoke)),
                argumentSet(
                        "but not while its resource is there",
                        Standing.Unowned,
                        false,
                        true,
                        waits(hours(1), Reason.Settled)),
                argumentSet(
                        "retained: everything stays",
                        Standing.Retained,
                        true,
                        false,
                        waits(hours(1), Reason.Settled, "retained")),
                argumentSet(
                        "a person releases a retained one",
                        Standing.Retained,
                        true,
                        true,
                        new Step.Release(DeletionPolicy.Revoke)));
    }

    @ParameterizedTest
    @MethodSource("ownerless")
    void absenceIsNotDeletion(Standing standing, boolean gone, boolean asked, Step expected) {
        var seen = seen(ledger(current(7), previous(6)).standing(standing, hours(1)));

        assertThat(Planner.next(seen.orphaned(gone, asked), NOW)).isEqualTo(expected);
    }

    @Test
    void whatWasCondemnedBeforeGoesOnDyingThoughTheKeyInUseIsRetained() {
        var seen = seen(ledger(current(7), revoking(6)).standing(Standing.Retained, hours(1)));

        assertThat(Planner.next(seen.orphaned(true, false), NOW)).isEqualTo(revoke(revoking(6), current(7)));
    }

    @Test
    void butNotTheValueThatIsPublished() {
        var seen =
                seen(ledger(revoking(7)).sink(Ledgers.sinkOf(current(7).done())).standing(Standing.Retained, hours(1)));

        assertThat(Planner.next(seen.orphaned(true, false), NOW)).isInstanceOf(Step.Wait.class);
    }

    /** Nobody has said that it is gone for good. */
    @Test
    void andNothingOfOneThatIsUnownedDies() {
        var seen = seen(ledger(current(7), revoking(6)).standing(Standing.Unowned, hours(1)));

        assertThat(Planner.next(seen.orphaned(true, false), NOW)).isInstanceOf(Step.Wait.class);
    }

    /** Released two hours ago; the Secret is gone already. */
    private static Ledgers dying(Keys... keys) {
        return ledger(keys).released(hours(2)).sink(null);
    }

    static Stream<Arguments> released() {
        var other = Ledgers.sinkOf(current(7).done());
        return Stream.of(
                argumentSet(
                        "the delay forgives: nothing at all is done",
                        seen(ledger(current(7), previous(6)).released(minutes(20))),
                        waits(minutes(40), Reason.Revoking, FORGIVES)),
                argumentSet(
                        "but what was condemned before goes on dying",
                        seen(ledger(current(7), revoking(6)).released(minutes(20))),
                        revoke(revoking(6), current(7))),
                argumentSet(
                        "unless its value is the one that is published",
                        seen(ledger(revoking(7)).sink(other).released(minutes(20))),
                        waits(minutes(40), Reason.Revoking, FORGIVES)),
                argumentSet(
                        "nor is an empty one removed",
                        seen(ledger().released(minutes(20))),
                        waits(minutes(40), Reason.Revoking, FORGIVES)),
                argumentSet(
                        "after it all keys are condemned",
                        seen(ledger(current(7), previous(6)).released(hours(1))),
                        new Step.CondemnAll()),
                argumentSet(
                        "a key that is being made is waited for",
                        seen(ledger(current(7))
                                .intent(intent("a1", 8, seconds(4)))
                                .released(hours(2))),
                        waits(seconds(11), Reason.Issuing)),
                argumentSet(
                        "an intent that nobody acts on any more goes with the keys",
                        seen(dying(revoking(7)).intent(intent("a1", 8, minutes(5)))),
                        new Step.CondemnAll()),
                argumentSet(
                        "somebody names the Secret after all: not condemned, and nothing goes on",
                        seen(ledger(current(7)).released(hours(2))).paced("CondemnAll", minutes(1), Reason.Revoking),
                        waits(minutes(1), Reason.Revoking, "in the way")),
                argumentSet(
                        "but what was condemned before goes on dying then, too",
                        seen(ledger(current(7), revoking(6)).released(hours(2)))
                                .paced("CondemnAll", minutes(1), Reason.Revoking),
                        revoke(revoking(6), current(7))),
                argumentSet(
                        "then the Secret goes",
                        seen(ledger(revoking(7)).sink(other).released(hours(2))),
                        new Step.Unpublish()),
                argumentSet(
                        "and no key is called before it is gone",
                        seen(ledger(revoking(7)).sink(other).released(hours(2)))
                                .paced("Unpublish", minutes(1), Reason.MissingPermission),
                        waits(minutes(1), Reason.MissingPermission, "in the way")),
                argumentSet(
                        "then the keys die, older ones first, with the newest as the control",
                        seen(dying(revoking(7), revoking(6), revoking(5))),
                        revoke(revoking(5), revoking(7))),
                argumentSet(
                        "one that was refused when it was new is no control",
                        seen(dying(revoking(7), revoking(6), revoking(8).asSetAside())),
                        revoke(revoking(6), revoking(7))),
                argumentSet("the last one by the list", seen(dying(revoking(7))), revoke(revoking(7))),
                argumentSet(
                        "where older ones take too long the list has to prove all",
                        seen(dying(
                                revoking(7).condemned(minutes(10)), revoking(6).condemned(minutes(10)))),
                        revoke(revoking(6).condemned(minutes(10)))),
                argumentSet(
                        "a key that will not die keeps its keyring",
                        seen(dying(revoking(7).dyingAgainIn(minutes(9)))),
                        waits(
                                minutes(9),
                                Reason.RevocationUnproved,
                                "revision 7 was revoked and is not proved dead: the provider neither refuses it nor lists it as deleted; "
                                        + "3 failures in a row")),
                argumentSet(
                        "and does not keep the sweep from being made",
                        seen(dying(revoking(7).dyingAgainIn(minutes(9))).sweep(ago(seconds(1)))),
                        new Step.Compare()),
                argumentSet(
                        "a found key is condemned, too",
                        seen(dying(revoking(7), Keys.takenUp(8))),
                        new Step.CondemnAll()),
                argumentSet("the keyring goes last", seen(dying()), new Step.Discard()),
                argumentSet(
                        "but not before its sweep",
                        seen(dying().sweep(in(minutes(30)))),
                        waits(minutes(30), Reason.Sweeping, "one comparison is owed")),
                argumentSet("which is made when it is due", seen(dying().sweep(ago(seconds(1)))), new Step.Compare()),
                argumentSet(
                        "and, where it could not be made, again",
                        seen(dying().sweep(ago(seconds(1)))).paced("Compare", seconds(30), Reason.ProviderUnavailable),
                        waits(seconds(30), Reason.ProviderUnavailable, "in the way")),
                argumentSet(
                        "a comparison before the sweep was due does not count",
                        seen(dying().sweep(ago(seconds(59)))).compared(minutes(1)),
                        new Step.Compare()),
                argumentSet(
                        "one after it does",
                        seen(dying().sweep(ago(seconds(60)))).compared(minutes(1)),
                        new Step.Discard()));
    }

    @ParameterizedTest
    @MethodSource("released")
    void aReleasedKeyringIsWorkedOff(Seen seen, Step expected) {
        assertThat(Planner.next(seen.orphaned(true, false), NOW)).isEqualTo(expected);
    }
}
