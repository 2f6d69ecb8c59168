package dev.keyturn.main;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Trigger;
import dev.keyturn.plan.Words;
import java.util.List;
import java.util.stream.Collectors;

/** What a step would do, as somebody reads it who asks before: the log's words are of what was done. */
final class PlannedStep {

    private PlannedStep() {}

    /** In a few words; {@code secret} is the name of the published Secret. */
    static String words(Step next, String secret) {
        return switch (next) {
            case Step.Wait(var until, var reason, var detail) ->
                reason + ": " + (detail.isEmpty() ? "until " + Words.at(until) : detail);
            case Step.Halt(var reason, var detail) -> reason + ": " + detail;
            case Step.Begin begin ->
                begin.trigger() == Trigger.Initial
                        ? "the first key is issued, and published in Secret " + secret
                        : revision(begin.revision()) + " is issued: " + begin.trigger();
            case Step.Issue(var intent) -> revision(intent.revision()) + " is issued";
            case Step.BeginWith begin -> "begins with key " + begin.keyId() + ", which stands in Secret " + secret;
            case Step.Suggest _ -> "it is found out which key the value in Secret " + secret + " may be of";
            case Step.Ask ask ->
                ask.trigger() == Trigger.Initial
                        ? "a person is asked for the first value, which is published in Secret " + secret
                        : "a person is asked for " + revision(ask.revision()) + ": " + ask.trigger();
            case Step.Prepare _ -> "the Secret is made in which a person hands in the new value";
            case Step.TakeStanding _ -> "the value that stands in Secret " + secret + " is tried, and begun with";
            case Step.Accept _, Step.Refuse _, Step.Forgive _ -> "what a person has handed in is looked at";
            case Step.Remind _ -> "a person is reminded of the value that is asked for";
            case Step.Withdraw _ -> "nobody is asked for a new value any more";
            case Step.FindOut _ -> "it is found out how the default pair turns: by the API, or by a person";
            case Step.Look _ -> "the provider is asked what the default pair is now";
            case Step.Check(var key) -> "the provider is asked whether it still accepts " + revision(key.revision());
            case Step.Verify(var key) -> revision(key.revision()) + " is proved to work";
            case Step.Publish(var key) -> revision(key.revision()) + " is written to Secret " + secret;
            case Step.TakeOut _ -> "a value that is to die is taken out of Secret " + secret;
            case Step.Recognise _ -> "a later value, which Secret " + secret + " holds, is found out about";
            case Step.Restart _ -> "workloads that hold the old value are restarted";
            case Step.Condemn(var keys) -> revisions(keys) + " may die, unless a pod still holds it";
            case Step.Revoke revoke -> revision(revoke.key().revision()) + " is revoked, and proved dead";
            case Step.Leave leave -> revision(leave.key().revision()) + " is left alone, and lives on";
            case Step.Compare _ -> "the provider's list of keys is compared with what is known";
            case Step.RecordExposure _ -> "the exposure is written down, and a new key made at once";
            case Step.TakeOver _ -> "it goes on with the keyring that Secret " + secret + " has already";
            case Step.Unpublish _ -> "Secret " + secret + " goes";
            case Step.CondemnAll _ -> "all its keys may die";
            case Step.Release _, Step.LetGo _, Step.Discard _ -> "it is let go of";
            case Step.MarkUnowned _ -> "nobody owns its keyring any more: that is written down";
            case Step.JoinRun _, Step.CatchUp _, Step.ReadTimes _, Step.NotePolicy _ ->
                "its keyring is brought up to date, and nothing turns for that";
        };
    }

    private static String revision(int number) {
        return "revision " + number;
    }

    private static String revisions(List<Key> keys) {
        return keys.stream().map(key -> revision(key.revision())).collect(Collectors.joining(" and "));
    }
}
