package dev.keyturn.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.simulator.SimulatorOptions.Mode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A simulator with the workspaces {@code staging} and {@code production}, a clock that stands still, and a caller. */
final class Running implements AutoCloseable {
    final MovedClock clock = new MovedClock(Instant.parse("2026-04-21T12:19:00.148846Z"));
    final Simulator simulator;
    final Caller caller;

    Running() {
        this(Contract.defaults());
    }

    Running(Contract contract) {
        simulator = Simulator.start(SimulatorOptions.defaults()
                .withWorkspace("staging", Mode.SANDBOX)
                .withWorkspace("production", Mode.PRODUCTION)
                .with(contract)
                .with(clock));
        caller = new Caller(simulator);
    }

    static ObjectNode json(HttpResponse<String> response) {
        return Json.readObject(response.body()).orElseThrow(() -> new AssertionError("no object: " + response.body()));
    }

    /** Names as a list of keys shows them. */
    List<String> listedNames(String workspace) throws IOException, InterruptedException {
        var names = new ArrayList<String>();
        json(caller.list(workspace))
                .path("results")
                .forEach(key -> names.add(key.path("name").textValue()));
        return names;
    }

    List<String> suspicions() {
        return simulator.suspicions().stream().map(Suspicion::what).toList();
    }

    @Override
    public void close() {
        caller.close();
        simulator.close();
    }
}
