package dev.keyturn.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.keyturn.plan.HandOff;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Trigger;
import dev.keyturn.plan.Way;
import dev.keyturn.port.Answer;
import dev.keyturn.port.InPlace;
import dev.keyturn.port.Names;
import dev.keyturn.port.Probed;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is made sure of before the default pair of a workspace is turned, and what a look at it comes to. */
final class TurningInPlaceTest {

    private static final Step BEGIN = new Step.Begin(Trigger.Schedule, null, 2, "bbbb2222", "run", false);
    private static final Step LOOK = new Step.Look(Trigger.Rejected, "bbbb2222", "run", null);

    private final PairStage stage = new PairStage();

    @Test
    void aPairIsTurnedWhereWhatIsPublishedCanBeWritten() throws Exception {
        assertThat(stage.perform(BEGIN)).isInstanceOf(Outcome.Clear.class);
    }

    @Test
    void nothingIsTurnedWhereWhatIsPublishedCannotBeWritten() throws Exception {
        stage.refusal = Optional.of("Keyturn may not update secrets in namespace shop; grant it that");

        assertThat(stage.perform(BEGIN))
                .isEqualTo(new Outcome.Blocked(
                        Reason.MissingPermission,
                        "Keyturn may not update secrets in namespace shop; grant it that",
                        Optional.empty()));
    }

    @Test
    void whoHasThePairIsToldByTheNameOfTheKeyring() throws Exception {
        stage.rival = Optional.of("kr-other");

        assertThat(stage.perform(BEGIN))
                .asInstanceOf(type(Outcome.Blocked.class))
                .returns(Reason.Conflict, Outcome.Blocked::reason)
                .extracting(Outcome.Blocked::detail)
                .asString()
                .startsWith(
                        "keyring kr-other (its annotation keyturn.dev/owner names its resource) has the default pair of workspace staging; ");
    }

    @Test
    void whereAPinnedWayIsNotKnownToTheDeploymentThatIsSaid() throws Exception {
        stage.pinned = Optional.of(Way.Api);
        stage.unreadable = Optional.of(Answer.Kind.MISSING);

        assertThat(stage.perform(LOOK))
                .asInstanceOf(type(Outcome.Blocked.class))
                .extracting(Outcome.Blocked::detail)
                .asString()
                .contains("may not know turning: Api", "take spec.turning away");
    }

    @Test
    void aDeploymentThatIsUpgradedWhileAPersonIsAskedIsNoticed() throws Exception {
        stage.handOff = new HandOff(PairStage.NOW, 0, false, null, null);
        stage.reach = new Answer.Ok<>(InPlace.Reach.NONE);
        stage.probed = new Probed.Refused();

        assertThat(stage.perform(LOOK))
                .isEqualTo(new Outcome.Blocked(Reason.Settled, "", Optional.of(Duration.ofMinutes(10))));
        assertThat(stage.way()).contains(Way.Delivery);

        stage.reach = new Answer.Ok<>(InPlace.Reach.TURN);
        stage.probed = new Probed.Accepted();
        stage.now = stage.now.plus(Duration.ofMinutes(10));
        stage.perform(LOOK);

        assertThat(stage.way()).contains(Way.Api);
    }

    /** Without it the same value, as the provider shows it, would be taken for a new one. */
    @Test
    void aValueThatIsRecognisedInTheSecretHasItsFingerprint() throws Exception {
        stage.published = PairStage.pair("two");
        stage.annotations = Map.of(Names.KEY_ID, "record.cccc3333");

        assertThat(stage.perform(new Step.Recognise("record.cccc3333", 3)))
                .asInstanceOf(type(Outcome.Recognised.class))
                .extracting(Outcome.Recognised::key)
                .returns("cccc3333", Key::attempt)
                .returns(stage.fingerprint(PairStage.pair("two")), Key::fingerprint);
    }

    /** What stands there was put there by somebody else since the decision: it is found out about anew. */
    @Test
    void aSecretThatBearsAnotherKeyThanAMomentAgoIsNotAdopted() {
        stage.published = PairStage.pair("two");
        stage.annotations = Map.of(Names.KEY_ID, "record.dddd4444");

        assertThatThrownBy(() -> stage.perform(new Step.Recognise("record.cccc3333", 3)))
                .isInstanceOf(WriteLostException.class)
                .hasMessageContaining("bears another key");
    }

    /** A record's id over the value of a key that is known: whoever copied it there made no later key of it. */
    @Test
    void aKnownValueUnderALaterKeysNameIsNotAdopted() {
        stage.annotations = Map.of(Names.KEY_ID, "record.cccc3333");

        assertThatThrownBy(() -> stage.perform(new Step.Recognise("record.cccc3333", 3)))
                .isInstanceOf(WriteLostException.class)
                .hasMessageContaining("a value that is known");
    }
}
