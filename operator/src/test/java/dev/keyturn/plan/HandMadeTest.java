package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.FRESH;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Seen.unclaimed;
import static dev.keyturn.plan.SinkViews.holding;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Steps.firstOfAll;
import static dev.keyturn.plan.Steps.halts;
import static dev.keyturn.plan.Steps.publish;
import static dev.keyturn.plan.Steps.revoke;
import static dev.keyturn.plan.Steps.settled;
import static dev.keyturn.plan.Steps.suspended;
import static dev.keyturn.plan.Steps.verify;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A credential that begins with a key which a person made: when it does, and how that key lives and dies. */
final class HandMadeTest {

    private static final SinkView CONSENTING = new SinkView.Consenting();
    private static final SinkView SILENT = new SinkView.Silent("no consent");
    private static final Step WITH_IT = new Step.BeginWith("ws_apik_1", FRESH);

    private static Seen taking() {
        return unclaimed().takingOver("ws_apik_1");
    }

    private static Ledgers empty() {
        return ledger();
    }

    static Stream<Arguments> beginnings() {
        return Stream.of(
                argumentSet("in a Secret that consents", taking().secret(CONSENTING), WITH_IT),
                argumentSet(
                        "not without its consent", taking().secret(SILENT), halts(Reason.NotAdoptable, "no consent")),
                argumentSet(
                        "nor in one that may not be written",
                        taking().secretRefused(),
                        halts(Reason.NotAdoptable, "no consent")),
                argumentSet(
                        "nor without a Secret",
                        taking(),
                        halts(
                                Reason.NotAdoptable,
                                "spec.takeOver is to begin with the key that stands in Secret checkout-suprsend, which is not there; make it, "
                                        + "with the key in it and its consent, or take spec.takeOver away")),
                argumentSet("nor while it is suspended", taking().suspended().secret(CONSENTING), suspended()),
                argumentSet(
                        "nor with an account that does not work",
                        taking().account(Reason.TokenMissing).secret(CONSENTING),
                        halts(Reason.TokenMissing, "why")),
                argumentSet(
                        "once the Secret is claimed",
                        seen(empty()).takingOver("ws_apik_1").secret(CONSENTING),
                        WITH_IT),
                argumentSet(
                        "also where the keys of a namespace that is gone die yet",
                        seen(ledger(revoking(3)).sink(null))
                                .takingOver("ws_apik_1")
                                .secret(CONSENTING),
                        WITH_IT),
                argumentSet(
                        "not where a run has begun",
                        seen(empty().rotation(Trigger.Initial, 1))
                                .takingOver("ws_apik_1")
                                .secret(CONSENTING),
                        firstOfAll()),
                argumentSet(
                        "nor where there is a key: it is too late",
                        seen(ledger(current(1))).takingOver("ws_apik_1"),
                        settled()),
                argumentSet(
                        "where nobody asks for it, a key is made", unclaimed().secret(CONSENTING), firstOfAll()),
                argumentSet(
                        "where nobody has said anything, the ids that fit are told",
                        unclaimed().secret(SILENT),
                        new Step.Suggest("no consent")),
                argumentSet(
                        "but not of what people bring",
                        unclaimed().byHand(new DeliveryView.Unseen()).secret(SILENT),
                        halts(Reason.NotAdoptable, "no consent")),
                argumentSet(
                        "nor of what turns in place",
                        unclaimed().ofRecord(Way.Api).secret(SILENT),
                        halts(Reason.NotAdoptable, "no consent")));
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void isBegunWith(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(expected);
    }

    private static final Outcome.TakenIn TAKEN = new Outcome.TakenIn(Keys.PLACE, FRESH, "ws_apik_1", "hmac:1", true);

    @Test
    void isTakenInAsRevisionZeroAndUsesNoNumberUp() {
        var after = seen(empty()).takingOver("ws_apik_1").after(WITH_IT, TAKEN);

        var key = after.issued().orElseThrow();
        assertThat(key.revision()).isZero();
        assertThat(key.id()).isEqualTo("ws_apik_1");
        assertThat(key.takenOver()).isTrue();
        assertThat(key.listed()).as("the list had it").isTrue();
        assertThat(key.exposed()).isFalse();
        assertThat(after.lastRevision()).isZero();
        assertThat(after.rotation()).isNull();
    }

    @Test
    void isTakenInOnce() {
        var twice = seen(ledger(issued(0).takenOver())).takingOver("ws_apik_1").after(WITH_IT, TAKEN);

        assertThat(twice.keys()).hasSize(1);
    }

    /** Any other token that is there at the beginning counts as seen. */
    @Test
    void anExposureThatIsThereAtTheBeginningIsOne() {
        var seen = seen(empty().sawExposed("leak").sawRotate("please"))
                .exposed("leak")
                .rotate("please")
                .takingOver("ws_apik_1");

        var after = seen.after(WITH_IT, TAKEN);

        assertThat(after.issued().orElseThrow().exposed()).isTrue();
        assertThat(after.requests()).extracting(Request::token).containsExactly("leak");
    }

    static Stream<Arguments> lives() {
        var aDay = previous(0).takenOver().replaced(days(2));
        return Stream.of(
                argumentSet(
                        "proved",
                        seen(ledger(issued(0).takenOver())).secret(holding(0)),
                        verify(issued(0).takenOver())),
                argumentSet(
                        "and published as it is",
                        seen(ledger(issued(0).takenOver())).secret(holding(0)).proved("r0"),
                        publish(issued(0).takenOver())),
                argumentSet("then nothing is due", seen(ledger(current(0).takenOver())), settled()),
                argumentSet(
                        "until the schedule says so",
                        seen(ledger(current(0).takenOver().published(days(200)))),
                        begin(Trigger.Schedule, 1)),
                argumentSet(
                        "or somebody asks",
                        seen(ledger(current(0).takenOver())).rotate("please"),
                        begin(Trigger.Requested, "please", 1)),
                argumentSet(
                        "exposed it is replaced at once",
                        seen(ledger(current(0).takenOver().exposed())),
                        begin(Trigger.Exposure, 1)),
                argumentSet(
                        "replaced it is condemned as any other",
                        seen(ledger(current(1).published(days(2)), aDay)),
                        Steps.condemn(aDay)),
                argumentSet(
                        "and revoked by its id",
                        seen(ledger(current(1), revoking(0).takenOver())),
                        revoke(revoking(0).takenOver(), current(1))),
                argumentSet(
                        "but left alive where that was asked for",
                        seen(ledger(current(1), revoking(0).takenOverToStay())),
                        new Step.Leave(revoking(0).takenOverToStay().done())),
                argumentSet(
                        "and not where it was exposed",
                        seen(ledger(current(1), revoking(0).takenOverToStay().exposed())),
                        revoke(revoking(0).takenOverToStay().exposed(), current(1))));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void livesAndDiesAsAnyOther(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(expected);
    }

    @Test
    void whatIsLeftAliveLeavesTheLedger() {
        var seen = seen(ledger(current(1), revoking(0).takenOverToStay()));
        var left = new Step.Leave(revoking(0).takenOverToStay().done());

        assertThat(seen.after(left, new Outcome.Done()).keys())
                .containsExactly(current(1).done());
        assertThat(Deaths.leavesAlive(seen.ledger(), left.key())).isTrue();
    }

    /** Its revision is no later one than that of nothing: an exposure upgrades the run that is to replace it all the same. */
    @Test
    void anExposureUpgradesTheRunThatReplacesIt() {
        var seen = seen(ledger(current(0).takenOver(), issued(1)).rotation(Trigger.Schedule, 1))
                .exposed("leak");

        var after = seen.after(new Step.RecordExposure("leak", Optional.empty()), new Outcome.Done());

        assertThat(after.rotation()).extracting(Rotation::trigger).isEqualTo(Trigger.Exposure);
        assertThat(after.current().orElseThrow().exposed()).isTrue();
    }

    @Test
    void mayBeHadByAKeyringThatHasItOrHasNotBegun() {
        assertThat(List.of(
                        empty().done().mayHave("id-r0"),
                        ledger(current(0)).done().mayHave("id-r0"),
                        ledger(current(1), revoking(0)).done().mayHave("id-r0"),
                        ledger(current(1)).done().mayHave("id-r0"),
                        empty().rotation(Trigger.Initial, 1).done().mayHave("id-r0")))
                .containsExactly(true, true, true, false, false);
    }

    @Test
    void theFirstLedgerOfItHasNothingYet() {
        var observation = (Observation.Unclaimed) taking().secret(CONSENTING).observation();

        var first = Recorder.first(observation, WITH_IT, new Outcome.Clear(Keys.PLACE), NOW);

        assertThat(first.keys()).isEmpty();
        assertThat(first.place()).isEqualTo(Keys.PLACE);
        assertThat(first.rotation()).isNull();
    }
}
