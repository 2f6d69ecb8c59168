package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Keys.setAside;
import static dev.keyturn.plan.Keys.takenUp;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.SinkViews.foreign;
import static dev.keyturn.plan.SinkViews.holding;
import static dev.keyturn.plan.Steps.condemn;
import static dev.keyturn.plan.Steps.publish;
import static dev.keyturn.plan.Steps.settled;
import static dev.keyturn.plan.Steps.verify;
import static dev.keyturn.plan.Steps.waits;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written into the Secret, what is put right in it, and what is never written over. */
final class PublishingTest {

    private static final SinkView ABSENT = new SinkView.Absent();

    private static SinkView differing(int revision) {
        return holding(revision);
    }

    static Stream<Arguments> secrets() {
        var recently = Ledgers.sinkOf(current(7).published(seconds(4)).done());
        return Stream.of(
                argumentSet("as it should be", seen(ledger(current(7))), settled()),
                argumentSet("somebody deleted it", seen(ledger(current(7))).secret(ABSENT), publish(current(7))),
                argumentSet(
                        "somebody made another that consents",
                        seen(ledger(current(7))).secret(new SinkView.Consenting()),
                        publish(current(7))),
                argumentSet(
                        "somebody made another that does not",
                        seen(ledger(current(7))).secretRefused(),
                        waits(hours(1), Reason.NotAdoptable, "no consent")),
                argumentSet(
                        "an entry, label or stamp differs",
                        seen(ledger(current(7))).secret(differing(7)),
                        publish(current(7))),
                argumentSet(
                        "it was put right a moment ago",
                        seen(ledger(current(7)).sink(recently)).secret(differing(7)),
                        waits(seconds(6), Reason.Publishing, "the Secret differs and is put right in a moment")),
                argumentSet(
                        "a value of nobody's", seen(ledger(current(7))).secret(foreign(0, "")), publish(current(7))),
                argumentSet(
                        "a value of nobody's under our own stamp",
                        seen(ledger(current(7))).secret(foreign(7, "id-r7")),
                        publish(current(7))),
                argumentSet(
                        "a value of an older key of ours",
                        seen(ledger(current(7), previous(6))
                                        .sink(Ledgers.sinkOf(current(7).done())))
                                .secret(holding(6)),
                        publish(current(7))),
                argumentSet(
                        "a value of a key that was set aside: a crash left it there",
                        seen(ledger(current(7), setAside(8)).rotation(Trigger.Schedule, 8))
                                .secret(holding(8)),
                        publish(current(7))),
                argumentSet(
                        "a value of a key that is dying",
                        seen(ledger(current(7), revoking(6))).secret(holding(6)),
                        publish(current(7))),
                argumentSet(
                        "suspended or not", seen(ledger(current(7))).suspended().secret(ABSENT), publish(current(7))),
                argumentSet(
                        "also with a token that the provider refuses",
                        seen(ledger(current(7)))
                                .account(Reason.AccountUnauthorized)
                                .secret(ABSENT),
                        publish(current(7))),
                argumentSet(
                        "but not without a grant",
                        seen(ledger(current(7)))
                                .account(Reason.AccountNotGranted)
                                .secret(ABSENT),
                        waits(hours(1), Reason.AccountNotGranted, "why")),
                argumentSet(
                        "also while a new key is not accepted yet",
                        seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8))
                                .paced("Verify r8", seconds(2), Reason.Verifying)
                                .secret(ABSENT),
                        publish(current(7))),
                argumentSet(
                        "also while a run is suspended",
                        seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8))
                                .suspended()
                                .secret(ABSENT),
                        publish(current(7))),
                argumentSet(
                        "the value of a new key stands there already: it is proved, not written over",
                        seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8))
                                .secret(holding(8)),
                        verify(issued(8))),
                argumentSet(
                        "nor when that proof has to wait",
                        seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8))
                                .paced("Verify r8", seconds(2), Reason.Verifying)
                                .secret(holding(8)),
                        waits(seconds(2), Reason.Verifying, "in the way")),
                argumentSet(
                        "the ledger does not know when its key was published: written once more",
                        seen(ledger(current(7)).sink(null)),
                        publish(current(7))),
                argumentSet(
                        "nor when the last publication was of another",
                        seen(ledger(current(8)).sink(Ledgers.sinkOf(current(7).done()))),
                        publish(current(8))));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void keepsTheSecretRight(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(expected);
    }

    static Stream<Arguments> unknown() {
        var recognise = new Step.Recognise("id-r9", 9);
        return Stream.of(
                argumentSet(
                        "under a later stamp of ours", seen(ledger(current(7))).secret(foreign(9, "id-r9")), recognise),
                argumentSet(
                        "before a key is made",
                        seen(ledger(current(7).published(days(400)))).secret(foreign(9, "id-r9")),
                        recognise),
                argumentSet(
                        "before an exposure is recorded, so that it is covered",
                        seen(ledger(current(7))).exposed("leak").secret(foreign(9, "id-r9")),
                        recognise),
                argumentSet(
                        "before an older key in hand is published",
                        seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8))
                                .proved("r8")
                                .secret(foreign(9, "id-r9")),
                        recognise),
                argumentSet(
                        "where the ledger has no current key at all",
                        seen(ledger(takenUp(9)).lastRevision(9)).secret(foreign(9, "id-lost9")),
                        new Step.Recognise("id-lost9", 9)),
                argumentSet(
                        "while that cannot be found out, nothing is made or written",
                        seen(ledger(current(7).published(days(400))))
                                .secret(foreign(9, "id-r9"))
                                .paced("Recognise", seconds(20), Reason.ProviderUnavailable),
                        waits(seconds(20), Reason.ProviderUnavailable, "in the way")),
                argumentSet(
                        "but an exposure is recorded",
                        seen(ledger(current(7)))
                                .exposed("leak")
                                .secret(foreign(9, "id-r9"))
                                .paced("Recognise", seconds(20), Reason.ProviderUnavailable),
                        new Step.RecordExposure("leak", Optional.empty())),
                argumentSet(
                        "no list knows it: drift",
                        seen(ledger(current(7))).secret(foreign(9, "id-r9")).dismissed("id-r9"),
                        publish(current(7))),
                argumentSet(
                        "a key of that id was condemned: drift",
                        seen(ledger(current(7), revoking(9).withoutMaterial())).secret(foreign(9, "id-r9")),
                        publish(current(7))));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void findsOutAboutAValueThatTheKeyringDoesNotKnow(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(expected);
    }

    @Test
    void nothingIsCondemnedWhileTheSecretHoldsAnotherValue() {
        var ledger = ledger(current(7).published(days(2)), previous(6).replaced(days(2)));

        assertThat(seen(ledger).next()).isEqualTo(condemn(previous(6).replaced(days(2))));
        assertThat(seen(ledger).secretRefused().next()).isEqualTo(waits(hours(1), Reason.NotAdoptable, "no consent"));
    }
}
