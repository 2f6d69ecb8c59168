package dev.keyturn.execute;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Target;
import dev.keyturn.plan.Tokens;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was done, in the words of the log. */
final class StepWords {

    private StepWords() {}

    /** A step that came to something, in a sentence without what came of a whole rotation. */
    static String of(Step step, Outcome outcome, Target target) {
        return switch (outcome) {
            case Outcome.Failed(var reason, var _) -> "failed: " + reason;
            case Outcome.Lost(var reason, var _) -> "what came of the call is not known: " + reason;
            case Outcome.Blocked(var reason, var detail, var _) ->
                "held: " + reason + (detail.isEmpty() ? "" : ": " + detail);
            case Outcome.Held held -> held.holder() + " may still use the old value, which is waited for";
            case Outcome.Unfit(var why) -> "what was handed in is refused: " + why;
            case Outcome.Issued issued -> "issued as " + issued.id();
            case Outcome.Listed(var present) ->
                present ? "the provider's list still has it" : "the provider's list does not have it";
            case Outcome.Refused _ -> "refused by the provider, and set aside";
            case Outcome.KindRemoved _ -> "nothing is taken for a deletion: the kind itself is being removed";
            case Outcome.Unchanged _ -> "the record has the value of before: the call did nothing";
            case Outcome.Died _ ->
                "the key in use is refused by the provider, and its list does not have it: somebody else has ended it";
            case Outcome.Shown _ -> "the record has a value that somebody else has set, and it works";
            case Outcome.Restarted restarted -> restarted(restarted);
            case Outcome.Clear _,
                    Outcome.Done _,
                    Outcome.TakenOver _,
                    Outcome.Delivered _,
                    Outcome.TakenIn _,
                    Outcome.Accepted _,
                    Outcome.Published _,
                    Outcome.Recognised _,
                    Outcome.Condemnable _,
                    Outcome.Dead _,
                    Outcome.Wanted _ -> done(step, target);
        };
    }

    private static String done(Step step, Target target) {
        return switch (step) {
            case Step.Begin begin -> "rotation to revision " + begin.revision() + " begins: " + begin.trigger();
            case Step.Ask ask -> "a person is asked for revision " + ask.revision() + ": " + ask.trigger();
            case Step.BeginWith begin -> "begins with key " + begin.keyId() + ", which somebody has made by hand";
            case Step.Suggest _ -> "the keys that fit the value in the Secret are looked for";
            case Step.Prepare _ -> "the Secret " + target.delivery() + " is there for the hand-off";
            case Step.TakeStanding _ -> "the value that stood in the Secret is taken";
            case Step.Accept _ -> "what was handed in works, and is taken";
            case Step.Refuse(var _, var why) -> "what was handed in is refused: " + why;
            case Step.Withdraw _ -> "what was handed in is removed";
            case Step.Forgive _ -> "what was refused is gone";
            case Step.Remind _ -> "the person is asked once more";
            case Step.FindOut _ -> "it is known how the record turns";
            case Step.Look _ -> "the record was looked at";
            case Step.Leave(var key) -> "revision " + key.revision() + " cannot be ended, and is left alive";
            case Step.Issue(var intent) -> "revision " + intent.revision() + " is there";
            case Step.Check(var key) -> "revision " + key.revision() + " still works";
            case Step.TakeOut _ -> "the value before is taken out of Secret " + target.secretName();
            case Step.ReadTimes _ -> "times that lay in the future are read as now";
            case Step.Verify(var key) -> "revision " + key.revision() + " is proved to work";
            case Step.Publish(var key) ->
                "revision " + key.revision() + " is published in Secret " + target.secretName();
            case Step.Recognise recognise -> "the Secret has revision " + recognise.revision() + ", which is ours";
            case Step.Restart _ -> "nobody is to be restarted";
            case Step.Condemn(var keys) -> revisions(keys) + " is condemned, and never published again";
            case Step.Revoke revoke -> "revision " + revoke.key().revision() + " is revoked, and proved dead";
            case Step.Compare _ ->
                "the provider's list has a key that nobody had heard of; it is taken up, to be revoked";
            case Step.Release(var policy) -> "the resource is deleted: " + policy;
            case Step.TakeOver _ -> "the keyring has a new owner";
            case Step.MarkUnowned _ -> "the resource is gone without a deletion: nothing turns or dies";
            case Step.RecordExposure exposure ->
                "everything so far was exposed, and is replaced at once: " + Tokens.shown(exposure.token());
            case Step.JoinRun(var token) -> "this run answers " + Tokens.shown(token) + ", too";
            case Step.CatchUp _ -> "the keyring is older than the world: what is asked for now was asked for before";
            case Step.NotePolicy _ -> "another policy applies from now on";
            case Step.CondemnAll _ -> "the delay is over: every key dies";
            case Step.Unpublish _ -> "the value is taken out of Secret " + target.secretName();
            case Step.Discard _ -> "the keyring is worked off";
            case Step.Wait _, Step.Halt _, Step.LetGo _ -> throw new IllegalArgumentException("nothing was done");
        };
    }

    private static String restarted(Outcome.Restarted outcome) {
        var words = Stream.concat(
                        outcome.restarted().stream().map(workload -> "restarted " + workload),
                        outcome.left().stream().map(workload -> workload + ", and is waited for"))
                .collect(Collectors.joining("; "));
        return words.isEmpty() ? "nobody is to be restarted" : words;
    }

    private static String revisions(List<Key> keys) {
        return keys.stream().map(key -> "revision " + key.revision()).collect(Collectors.joining(" and "));
    }
}
