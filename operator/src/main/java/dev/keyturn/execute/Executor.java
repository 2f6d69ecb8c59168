package dev.keyturn.execute;

import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Limits;
import dev.keyturn.plan.Listing;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Target;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Performs one step through the ports. */
final class Executor {

    private static final Logger log = LoggerFactory.getLogger(Executor.class);

    private final Ports ports;
    private final Sessions sessions;
    private final Comparison comparison;
    private final Duration checkEvery;
    private final Issuing issuing;
    private final Publishing publishing;
    private final Recognising recognising;
    private final Checking checking;
    private final Dying dying;
    private final Restarting restarting;
    private final LettingGo lettingGo;
    private final HandingOver handingOver;
    private final TurningInPlace inPlace;
    private final DeliveredPairs delivered;
    private final TakingOver handMade;

    Executor(Ports ports, Limits limits, Sessions sessions, Comparison comparison, Memory memory, Rendering rendering) {
        checkEvery = limits.checkEvery();
        this.ports = ports;
        this.sessions = sessions;
        this.comparison = comparison;
        issuing = new Issuing(ports, sessions, comparison, memory);
        publishing = new Publishing(ports, sessions, memory, rendering);
        recognising = new Recognising(ports, sessions, memory);
        checking = new Checking(ports, sessions);
        restarting = new Restarting(ports);
        dying = new Dying(ports, limits, sessions, rendering, restarting);
        lettingGo = new LettingGo(ports, sessions, rendering);
        handingOver = new HandingOver(ports, sessions);
        inPlace = new TurningInPlace(ports, sessions, memory);
        delivered = new DeliveredPairs(ports);
        handMade = new TakingOver(ports, sessions);
    }

    /** Performs the step; what the API server forbids comes back as a block that names what to grant. */
    Performed perform(Scene scene, Step step) throws WriteLostException {
        try (var _ = MDC.putCloseable("keyring", scene.name());
                var _ = MDC.putCloseable("step", step.topic())) {
            var performed = apply(scene, step);
            log.atDebug().addKeyValue("outcome", performed.outcome()).log("performed a step");
            return performed;
        } catch (MissingMaterialException e) {
            return Performed.of(
                    new Outcome.Blocked(Reason.KeyringMissing, String.valueOf(e.getMessage()), Optional.empty()));
        } catch (PermissionMissingException e) {
            return Performed.of(
                    new Outcome.Blocked(Reason.MissingPermission, String.valueOf(e.getMessage()), Optional.empty()));
        }
    }

    private Performed apply(Scene scene, Step step) throws WriteLostException, PermissionMissingException {
        return switch (step) {
            case Step.Begin begin ->
                isOfRecord(scene) ? inPlace.prepare(scene, begin) : Performed.of(issuing.prepare(scene, begin));
            case Step.Issue(var intent) ->
                intent.record() == null ? issuing.issue(scene, intent) : inPlace.turn(scene, intent, intent.record());
            case Step.BeginWith begin -> handMade.begin(scene, begin);
            case Step.Suggest(var detail) -> Performed.of(handMade.suggest(scene, detail));
            case Step.FindOut _ -> Performed.of(inPlace.findOut(scene));
            case Step.Look look -> inPlace.look(scene, look);
            case Step.Check(var key) -> Performed.of(checking.check(scene, key));
            case Step.Leave(var key) ->
                Performed.of(key.inPlace() ? inPlace.leave(scene, key) : handMade.leave(scene, key));
            case Step.Verify(var key) -> Performed.of(issuing.verify(scene, key));
            case Step.Publish(var key) -> publishing.publish(scene, key);
            case Step.TakeOut(var current, var _) -> publishing.publish(scene, current);
            case Step.Recognise recognise -> recognising.recognise(scene, recognise);
            case Step.Restart restart -> Performed.of(restarting.restart(scene, restart));
            case Step.Condemn(var keys) -> Performed.of(dying.condemn(scene, keys));
            case Step.Revoke revoke -> Performed.of(dying.revoke(scene, revoke));
            case Step.Compare _ -> Performed.of(compare(scene));
            case Step.Ask _ -> Performed.of(isOfRecord(scene) ? inPlace.ask(scene) : handingOver.ask(scene));
            case Step.Prepare _ -> Performed.of(handingOver.prepare(scene));
            case Step.TakeStanding standing ->
                isOfRecord(scene) ? delivered.takeStanding(scene, standing) : handingOver.takeStanding(scene, standing);
            case Step.Accept accept ->
                isOfRecord(scene) ? delivered.accept(scene, accept) : handingOver.accept(scene, accept);
            case Step.Withdraw withdraw -> Performed.of(handingOver.withdraw(scene, withdraw));
            case Step.Release _ -> Performed.of(abandoning(scene, lettingGo.release(scene)));
            case Step.TakeOver _ -> Performed.of(takeOver(scene));
            case Step.CondemnAll _ -> Performed.of(lettingGo.condemnAll(scene));
            case Step.Unpublish _ -> Performed.of(lettingGo.unpublish(scene));
            case Step.MarkUnowned _,
                    Step.RecordExposure _,
                    Step.JoinRun _,
                    Step.CatchUp _,
                    Step.ReadTimes _,
                    Step.NotePolicy _,
                    Step.Refuse _,
                    Step.Forgive _,
                    Step.Remind _,
                    Step.Discard _,
                    Step.Wait _,
                    Step.Halt _,
                    Step.LetGo _ -> Performed.of(new Outcome.Done());
        };
    }

    private static boolean isOfRecord(Scene scene) {
        return scene.demand().filter(Demand::defaultPair).isPresent();
    }

    /** Nobody is asked for anything any more. */
    void abandon(Target target) {
        handingOver.abandon(target);
    }

    /** Nobody brings anything for a resource that is gone. */
    private Outcome abandoning(Scene scene, Outcome outcome) {
        var ledger = scene.keyring().ledger();
        if (!(outcome instanceof Outcome.KindRemoved) && ledger.handOff() != null) {
            handingOver.abandon(ledger.target());
        }
        return outcome;
    }

    /** What another kind of resource asked for is nothing that this one waits for. */
    private Outcome takeOver(Scene scene) throws PermissionMissingException {
        var outcome = lettingGo.takeOver(scene);
        return scene.keyring().ledger().owner().kind().equals(scene.kind()) || !(outcome instanceof Outcome.TakenOver)
                ? outcome
                : abandoning(scene, outcome);
    }

    /** Every list in which the keyring has keys, or may have. */
    private Outcome compare(Scene scene) {
        var ledger = scene.keyring().ledger();
        var asked = since(ledger.sweepUntil(), ports.time().instant());
        for (Listing listing : ledger.listings()) {
            var place = listing.place();
            var issuer = ports.issuer(listing.kind());
            var session = sessions.forWorkspace(issuer, scene.account(), place);
            if (session instanceof Sessions.Session.Closed(var reason, var detail, var after)) {
                return new Outcome.Blocked(reason, detail, after);
            }
            var open = (Sessions.Session.Open) session;
            var outcome = comparison.compare(issuer, open.access(), place, asked);
            if (outcome instanceof Outcome.Blocked blocked && blocked.reason() == Reason.Sweeping) {
                // Somebody is at it already: that is nothing to tell users of this credential.
                return new Outcome.Blocked(Reason.Settled, "", blocked.after());
            }
            if (!(outcome instanceof Outcome.Done)) {
                // A 401 or a 404 of the list ends what was believed of the token.
                sessions.doubt(open.access());
                return outcome;
            }
        }
        return new Outcome.Done();
    }

    /** What somebody else has compared since then need not be compared again. */
    private Instant since(@Nullable Instant sweepUntil, Instant now) {
        var lastCheck =
                checkEvery.isZero() ? Instant.MIN : now.minus(checkEvery).plusMillis(1);
        return sweepUntil != null && !sweepUntil.isAfter(now) && sweepUntil.isAfter(lastCheck) ? sweepUntil : lastCheck;
    }
}
