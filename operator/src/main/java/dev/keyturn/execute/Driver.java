package dev.keyturn.execute;

import dev.keyturn.plan.AccountView;
import dev.keyturn.plan.Limits;
import dev.keyturn.plan.Planner;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Turning;
import dev.keyturn.port.StoredKeyring;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Drives keyrings: observes, asks the planner, has the step performed and writes down what came of it, until there is nothing to do now. */
public final class Driver {

    private static final int MOST_LOOKS = 5;

    private final Ports ports;
    private final Limits limits;
    private final Memory memory;
    private final Sessions sessions;
    private final Rendering rendering;
    private final Executor executor;

    /**
     * A driver.
     *
     * @param onFinding called with a keyring in which a comparison recorded something
     */
    public Driver(Ports ports, Limits limits, Sessions sessions, Consumer<StoredKeyring> onFinding) {
        this.ports = ports;
        this.limits = limits;
        this.sessions = sessions;
        memory = new Memory();
        rendering = new Rendering(ports.installation());
        var comparison = new Comparison(ports.keyrings(), ports.installation(), ports.time(), memory, onFinding);
        executor = new Executor(ports, limits, sessions, comparison, memory, rendering);
    }

    /** Does all that is to be done now about one keyring. */
    public Result drive(Subject subject) {
        return AccountTokens.inPass(() -> new Pass(
                        ports,
                        memory,
                        executor,
                        subject,
                        new Sight(ports, limits, memory, sessions, rendering, subject))
                .run());
    }

    /**
     * What would be done now about one keyring. Nothing is: no step is taken, nothing is written, and no provider is asked. Comparisons and
     * checks, which each process makes for itself, count as made.
     */
    public Outlook look(Subject subject) {
        var sight = new Sight(ports, limits, memory, sessions, rendering, subject);
        var now = ports.time().instant();
        sight.ledger().ifPresent(ledger -> ledger.listings().forEach(listing -> memory.compared(listing, now)));
        return new Outlook(sight.ledger(), Planner.next(sight.observation(), now));
    }

    /** What a pass comes to whose keyring cannot be read: a deletion goes ahead, everything else waits for a person. */
    public Result unreadable(Subject subject, String detail) {
        var rest = subject instanceof Subject.Deleted
                ? new Step.LetGo()
                : new Step.Halt(
                        Reason.KeyringMissing,
                        detail + "; restore it from its backup, or run the version that wrote it");
        var again = ports.time().instant().plus(Rhythm.after(MOST_LOOKS));
        return new Result(
                Optional.empty(),
                rest,
                again,
                new AccountView.Usable(),
                Turning.OVERLAPPING,
                Optional.empty(),
                false,
                List.of(),
                false);
    }

    /** Something changed that may have been in the way of any of them, or the time by which they wait. */
    public void lookAgain() {
        memory.lookAgain();
    }

    /** Something changed that may have been in the way of a resource's keyring. */
    public void lookAgain(Subject subject) {
        memory.lookAgain(ports.keyrings().nameOf(subject.target()));
    }
}
