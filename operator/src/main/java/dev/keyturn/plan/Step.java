package dev.keyturn.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is to be done next: exactly one of these. */
public sealed interface Step {

    /**
     * What a step is about: what stood in its way is remembered under these words. What held a death or a rotation does not hold the
     * ones that an exposure asks for.
     */
    default String topic() {
        return switch (this) {
            case Revoke revoke -> "Revoke " + revoke.key().attempt();
            case Verify verify -> "Verify " + verify.key().attempt();
            case Publish publish -> "Publish " + publish.key().attempt();
            case Begin begin -> "Begin " + begin.trigger();
            case Ask ask -> "Ask " + ask.trigger();
            case Accept accept -> "Accept " + accept.fingerprint();
            case Condemn condemn ->
                condemn.keys().stream()
                        .map(key -> " " + key.attempt() + (key.exposed() ? " exposed" : ""))
                        .collect(Collectors.joining("", "Condemn", ""));
            case TakeOut(var _, var ended) ->
                ended.stream().map(key -> " " + key.attempt()).collect(Collectors.joining("", "TakeOut", ""));
            case Restart restart -> "Restart " + restart.mark();
            case Leave leave -> "Leave " + leave.key().attempt();
            case Check check -> "Check " + check.key().attempt();
            case BeginWith(var keyId, var _) -> "BeginWith " + keyId;
            case Look look -> look.call() == null ? "Look" : "Look " + look.call();
            case Wait _,
                    Halt _,
                    LetGo _,
                    Release _,
                    TakeOver _,
                    MarkUnowned _,
                    RecordExposure _,
                    JoinRun _,
                    CatchUp _,
                    ReadTimes _,
                    NotePolicy _,
                    Issue _,
                    Recognise _,
                    Compare _,
                    Prepare _,
                    TakeStanding _,
                    Suggest _,
                    Refuse _,
                    Withdraw _,
                    Forgive _,
                    Remind _,
                    CondemnAll _,
                    Unpublish _,
                    Discard _,
                    FindOut _ -> getClass().getSimpleName();
        };
    }

    /** Nothing to do before {@code until}. */
    record Wait(Instant until, Reason reason, String detail) implements Step {}

    /** Only a person can help; looked at again when something changes, and now and then. */
    record Halt(Reason reason, String detail) implements Step {}

    /** The finalizer may go; nothing is to be recorded. */
    record LetGo() implements Step {}

    /** Mark the keyring as released or retained, then the finalizer may go. */
    record Release(DeletionPolicy policy) implements Step {}

    /** The resource becomes the keyring's owner. */
    record TakeOver() implements Step {}

    /** Note that the owner is gone without having let go. */
    record MarkUnowned() implements Step {}

    /**
     * Write down that everything published so far was exposed, at once.
     *
     * @param lying fingerprint of what was handed in by then and is not in the keyring yet
     */
    record RecordExposure(String token, Optional<String> lying) implements Step {}

    /** The run that has not published yet answers this token, too. */
    record JoinRun(String token) implements Step {}

    /** The ledger was behind the world: what the resource asks for now was asked before. */
    record CatchUp() implements Step {}

    /** Times that lie in the future, of what is past, become now: a clock was wrong when they were written. */
    record ReadTimes() implements Step {}

    /** Ask the provider whether it still accepts the value in use; where it does not, whether it still knows the key. */
    record Check(Key key) implements Step {}

    /** Write down that what makes a key due is another policy from now on. */
    record NotePolicy() implements Step {}

    /**
     * Make sure that a key may be issued, then write the intent.
     *
     * @param token of the annotation that asks for it
     * @param first no key of this keyring was ever made
     */
    record Begin(Trigger trigger, @Nullable String token, int revision, String attempt, String rotation, boolean first)
            implements Step {}

    /** Make sure that the key which a person made can be begun with, and take it in. */
    record BeginWith(String keyId, String attempt) implements Step {}

    /**
     * Find out which keys the value in a Secret may be, of which nobody has said what is to become of it.
     *
     * @param detail what there is to tell about the Secret anyway
     */
    record Suggest(String detail) implements Step {}

    /**
     * Write down that a person is asked for a new value.
     *
     * @param token of the annotation that asks for it
     */
    record Ask(Trigger trigger, @Nullable String token, int revision, String rotation) implements Step {}

    /** Make the empty Secret in which the value is to be handed in. */
    record Prepare() implements Step {}

    /** Look at the value that stands in the consenting Secret: it may be what would be asked for. */
    record TakeStanding(String attempt) implements Step {}

    /** Look at what was handed in; if nothing speaks against it, it is taken in. */
    record Accept(String attempt, String fingerprint) implements Step {}

    /** Write down why what was handed in is not looked at. */
    record Refuse(String fingerprint, String why) implements Step {}

    /** Take away what was handed in, if it is still that: the Secret itself once it was taken in, else what is in it. */
    record Withdraw(String fingerprint) implements Step {}

    /** Whoever had handed in something that was refused has taken it away. */
    record Forgive() implements Step {}

    /** Ask a person once more. */
    record Remind() implements Step {}

    /** Find out how far a program gets with a record that turns in place; deployments differ. */
    record FindOut() implements Step {}

    /**
     * Look at the value that such a record has now; one that was never held, and is accepted, becomes the next revision.
     *
     * @param call attempt of the call whose outcome is not known; null where none is
     */
    record Look(
            Trigger trigger,
            String attempt,
            String rotation,
            @Nullable String call) implements Step {}

    /** The value of a record that cannot be ended is let go of, and lives on. */
    record Leave(Key key) implements Step {}

    /** Make the call that the intent announces. */
    record Issue(Intent intent) implements Step {}

    /** Probe a new key, or one that was set aside, until it is certain whether the provider accepts it. */
    record Verify(Key key) implements Step {}

    /** Write the value into the Secret and read it back. */
    record Publish(Key key) implements Step {}

    /**
     * Write the Secret as it is to be without the values of these keys, whatever is left of them in it, and read it back: from then on
     * nobody who had decided before can put one of them there.
     */
    record TakeOut(Key current, List<Key> ended) implements Step {}

    /** The Secret holds a later value than the ledger knows: find out whether it is ours. */
    record Recognise(String keyId, int revision) implements Step {}

    /**
     * Restart the workloads whose pods keep an older value.
     *
     * @param mark of the publication that replaced it
     */
    record Restart(String mark) implements Step {}

    /** Look at everything that speaks against the death of these keys, oldest first; if nothing does, they are condemned. */
    record Condemn(List<Key> keys) implements Step {}

    /**
     * Revoke the key and prove that it is dead.
     *
     * @param control a living key to show that the provider still accepts keys; empty: its list is the proof
     */
    record Revoke(Key key, Optional<Key> control) implements Step {}

    /** Compare the provider's list with all keyrings. */
    record Compare() implements Step {}

    /** The delay is over: condemn every key, unless a resource names the target after all. */
    record CondemnAll() implements Step {}

    /** Take what is ours out of the published Secret, or take it away whole. */
    record Unpublish() implements Step {}

    /** Nothing is owed any more: remove the keyring. */
    record Discard() implements Step {}
}
