package dev.keyturn.e2e;

import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import dev.keyturn.simulator.Simulator;
import java.util.ArrayList;
import java.util.List;

/** A call of the rotation from revision 1 to revision 2, with two probes to each proof. */
enum Moment {
    WORKSPACES("the list of workspaces", CallKind.LIST_WORKSPACES, "", 0),
    KEYS("the list of keys before a requested turn", CallKind.LIST_KEYS, "", 0),
    CREATE("the creation", CallKind.CREATE_KEY, "", 0),
    PROBE_OF_THE_NEW("the first probe of the new key", CallKind.PROBE, "-r2-", 0),
    PROBE_BEFORE_A_DEATH("the probe of the new key before the old one is condemned", CallKind.PROBE, "-r2-", 2),
    DELETE("the deletion", CallKind.DELETE_KEY, "", 0),
    PROBE_OF_THE_OLD("the first probe of the old key", CallKind.PROBE, "-r1-", 0),
    PROBE_OF_THE_CONTROL("the probe of the new key beside that", CallKind.PROBE, "-r2-", 3),
    SWEEP("the list that is to find a lost key", CallKind.LIST_KEYS, "", 0);

    private final String words;
    private final CallKind call;
    private final String key;
    private final int skipped;

    Moment(String words, CallKind call, String key, int skipped) {
        this.words = words;
        this.call = call;
        this.key = key;
        this.skipped = skipped;
    }

    /** Whether the rotation is asked for by {@code keyturn.dev/rotate}: only then is there a list before the intent. */
    boolean requested() {
        return this == KEYS;
    }

    /** What goes wrong, in a provider that has made revision 1 and nothing else. */
    List<FaultRule> rules(Trouble trouble, Simulator provider) {
        var rules = new ArrayList<FaultRule>();
        var rule = trouble.at(call);
        if (!key.isEmpty()) {
            var first = provider.livingKeys("staging").getFirst().name();
            rule = rule.named(first.substring(0, first.indexOf("-r1-")) + key).skipping(skipped);
        }
        rules.add(rule);
        if (this == SWEEP) {
            rules.add(FaultRule.on(CallKind.CREATE_KEY, Fault.dropAfter()));
        }
        return rules;
    }

    @Override
    public String toString() {
        return words;
    }
}
