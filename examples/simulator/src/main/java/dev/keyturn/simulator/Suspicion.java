package dev.keyturn.simulator;

import java.time.Instant;

/** Something in a request that a careful client would not have sent. */
public record Suspicion(Instant at, Host host, String method, String path, String what) {}
