package dev.keyturn.simulator;

import java.util.Optional;

/**
 * Which calls get which fault. A rule counts the calls that match it, lets {@code skip} of them pass and then takes {@code times}.
 * Where several rules would take a call, the one ordered first does, and for the others it has not happened.
 *
 * @param workspace slug; absent: any. A hub call belongs to the workspace of its key
 * @param namePrefix beginning of the name of the key that is created, deleted or used; absent: any call
 */
public record FaultRule(
        CallKind call, Optional<String> workspace, Optional<String> namePrefix, int skip, int times, Fault fault) {

    /** The next call of this kind, once. */
    public static FaultRule on(CallKind call, Fault fault) {
        return new FaultRule(call, Optional.empty(), Optional.empty(), 0, 1, fault);
    }

    public FaultRule inWorkspace(String slug) {
        return new FaultRule(call, Optional.of(slug), namePrefix, skip, times, fault);
    }

    public FaultRule named(String prefix) {
        return new FaultRule(call, workspace, Optional.of(prefix), skip, times, fault);
    }

    public FaultRule skipping(int calls) {
        return new FaultRule(call, workspace, namePrefix, calls, times, fault);
    }

    public FaultRule times(int calls) {
        return new FaultRule(call, workspace, namePrefix, skip, calls, fault);
    }

    public FaultRule always() {
        return times(Integer.MAX_VALUE);
    }

    boolean matches(Operation operation) {
        return call == operation.kind()
                && workspace
                        .map(slug -> operation.workspace().filter(slug::equals).isPresent())
                        .orElse(true)
                && namePrefix
                        .map(prefix -> operation
                                .name()
                                .filter(name -> name.startsWith(prefix))
                                .isPresent())
                        .orElse(true);
    }
}
