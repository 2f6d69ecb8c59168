package dev.keyturn.simulator;

/** A rule as it was ordered and how often it has been applied since. */
public record OrderedFault(long id, FaultRule rule, int applied) {}
