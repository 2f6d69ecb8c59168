package dev.keyturn.simulator;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which calls get which fault. A rule counts the calls that match it, lets {@code skip} of them pass and then takes {@code times}.
 * Where several rules would take a call, the one ordered first does, and for the others it has not happened.
 *
 * @param calls the kinds it takes; they share {@code skip} and {@code times}
 * @param workspace slug; absent: any. A hub call belongs to the workspace of its key
 * @param namePrefix beginning of the name of the key that is created, deleted or used; absent: any call
 */
public record FaultRule(
        Set<CallKind> calls,
        Optional<String> workspace,
        Optional<String> namePrefix,
        int skip,
        int times,
        Fault fault) {

    public FaultRule {
        calls = Set.copyOf(calls);
        if (skip < 0 || times < 1) {
            throw new IllegalArgumentException("skips 0 or more and takes 1 or more, not " + skip + " and " + times);
        }
    }

    /** The next call of this kind, once. */
    public static FaultRule on(CallKind call, Fault fault) {
        return on(EnumSet.of(call), fault);
    }

    /** The next call of any of these kinds, once. */
    public static FaultRule on(Set<CallKind> calls, Fault fault) {
        return new FaultRule(calls, Optional.empty(), Optional.empty(), 0, 1, fault);
    }

    /** The next call of the provider, whatever it is, once; with {@link #always()} an outage. */
    public static FaultRule onEvery(Fault fault) {
        return on(EnumSet.complementOf(EnumSet.of(CallKind.ELSEWHERE)), fault);
    }

    public FaultRule inWorkspace(String slug) {
        return new FaultRule(calls, Optional.of(slug), namePrefix, skip, times, fault);
    }

    public FaultRule named(String prefix) {
        return new FaultRule(calls, workspace, Optional.of(prefix), skip, times, fault);
    }

    public FaultRule skipping(int first) {
        return new FaultRule(calls, workspace, namePrefix, first, times, fault);
    }

    public FaultRule times(int most) {
        return new FaultRule(calls, workspace, namePrefix, skip, most, fault);
    }

    public FaultRule always() {
        return times(Integer.MAX_VALUE);
    }

    boolean matches(Operation operation) {
        return calls.contains(operation.kind())
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
