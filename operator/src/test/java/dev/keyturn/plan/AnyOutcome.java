package dev.keyturn.plan;

import static dev.keyturn.plan.Times.NOW;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What steps bring. */
final class AnyOutcome {

    private AnyOutcome() {}

    /** Whatever a step may bring, sensible for it or not. */
    static List<Outcome> all(AnyState state) {
        return List.of(
                new Outcome.Done(),
                new Outcome.Blocked(Reason.Verifying, "", Optional.empty()),
                new Outcome.Failed(Reason.ProviderUnavailable, Optional.empty()),
                new Outcome.Clear(Keys.PLACE),
                new Outcome.Clear(Keys.PLACE, "record"),
                new Outcome.Shown(Keys.PLACE, "a-shown", "record.a-shown", "hmac:shown"),
                new Outcome.Unchanged(),
                new Outcome.TakenOver(Optional.of("wksp_1"), state.maybe()),
                new Outcome.Issued("id-new", "name", "hmac:new", NOW),
                new Outcome.Lost(Reason.ProviderUnavailable, Optional.empty()),
                new Outcome.Accepted(),
                new Outcome.Refused(),
                new Outcome.Published(NOW, state.maybe(), List.of(), List.of(), List.of()),
                new Outcome.Recognised(state.recognisedKey()),
                new Outcome.Condemnable(
                        state.ledger().keys().stream().map(Key::attempt).toList()),
                new Outcome.Held("a0", "Pod/a", Duration.ofSeconds(10)),
                new Outcome.Restarted(List.of("Deployment/a"), List.of(), true, Optional.empty()),
                new Outcome.Dead(),
                new Outcome.Died(),
                new Outcome.Delivered("a-new", "handed-over-a-new", "hmac:new", "hmac:in", null, List.of("wksp_1")),
                new Outcome.Unfit("the provider refuses it"),
                new Outcome.Listed(state.maybe()),
                new Outcome.KindRemoved());
    }

    private static Outcome delivered(String attempt, String handedIn) {
        return new Outcome.Delivered(
                attempt, "handed-over-" + attempt, "hmac:" + attempt, handedIn, null, List.of("wksp_1"));
    }

    /** What a step brings when all goes well; empty where it waits, or where the process alone remembers. */
    static Optional<Outcome> usual(Step step) {
        return switch (step) {
            case Step.Begin _ -> Optional.of(new Outcome.Clear(Keys.PLACE));
            case Step.Look look ->
                Optional.of(new Outcome.Shown(
                        Keys.PLACE, look.attempt(), "record." + look.attempt(), "hmac:" + look.attempt()));
            case Step.Leave _ -> Optional.of(new Outcome.Done());
            case Step.Issue _ -> Optional.of(new Outcome.Issued("id-new", "name", "hmac:new", NOW));
            case Step.Check _ -> Optional.empty();
            case Step.ReadTimes _ -> Optional.of(new Outcome.Done());
            case Step.Verify(var key) when key.setAside() -> Optional.of(new Outcome.Accepted());
            case Step.Verify _ -> Optional.of(new Outcome.Refused());
            case Step.Publish _, Step.TakeOut _ ->
                Optional.of(new Outcome.Published(NOW, false, List.of(), List.of(), List.of()));
            case Step.Condemn(var keys) ->
                Optional.of(
                        new Outcome.Condemnable(keys.stream().map(Key::attempt).toList()));
            case Step.Revoke _ -> Optional.of(new Outcome.Dead());
            case Step.TakeOver _ -> Optional.of(new Outcome.TakenOver(Optional.empty(), false));
            case Step.BeginWith(var id, var attempt) ->
                Optional.of(new Outcome.TakenIn(Keys.PLACE, attempt, id, "hmac:" + id, true));
            case Step.Ask _ -> Optional.of(new Outcome.Clear(Keys.PLACE));
            case Step.TakeStanding(var attempt) -> Optional.of(delivered(attempt, ""));
            case Step.Accept(var attempt, var fingerprint) -> Optional.of(delivered(attempt, fingerprint));
            case Step.Refuse _, Step.Withdraw _, Step.Forgive _, Step.Remind _ -> Optional.of(new Outcome.Done());
            case Step.RecordExposure _, Step.JoinRun _, Step.CatchUp _, Step.NotePolicy _ ->
                Optional.of(new Outcome.Done());
            case Step.Recognise(var id, var revision) ->
                Optional.of(new Outcome.Recognised(
                        Keys.issued(revision).attempt(id.replace("id-", "")).done()));
            case Step.Restart _ -> Optional.empty();
            case Step.Wait _,
                    Step.Halt _,
                    Step.LetGo _,
                    Step.Release _,
                    Step.MarkUnowned _,
                    Step.Compare _,
                    Step.Prepare _,
                    Step.Suggest _,
                    Step.FindOut _,
                    Step.CondemnAll _,
                    Step.Unpublish _,
                    Step.Discard _ -> Optional.empty();
        };
    }
}
