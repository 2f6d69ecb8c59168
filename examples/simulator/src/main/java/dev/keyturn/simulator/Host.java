package dev.keyturn.simulator;

/** Which of the simulator's servers was called. */
public enum Host {
    /** Stands for {@code management-api.suprsend.com}. */
    MANAGEMENT,
    /** Stands for {@code hub.suprsend.com}. */
    HUB,
    /** No host of the provider: where {@link Fault#redirect()} points to. Nothing but a follower of redirects calls it. */
    ELSEWHERE
}
