package dev.keyturn.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.keyturn.simulator.Fault.Effect;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One host of the provider: understands a request, applies the fault that is due, records the call, answers. */
final class Gateway implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);
    private static final Reply FAITHFUL = new Reply.Faithful();
    private final Host host;
    private final Function<Request, Operation> api;
    private final Checks checks;
    private final FaultBook faults;
    private final CallLog calls;
    private final InstantSource clock;
    private final Responder responder;

    Gateway(
            Host host,
            Function<Request, Operation> api,
            Checks checks,
            FaultBook faults,
            CallLog calls,
            InstantSource clock,
            Responder responder) {
        this.host = host;
        this.api = api;
        this.checks = checks;
        this.faults = faults;
        this.calls = calls;
        this.clock = clock;
        this.responder = responder;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            serve(exchange);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.debug("the caller went away: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("a fault of the simulator itself", e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException, InterruptedException {
        var request = Request.read(host, exchange);
        var operation = api.apply(request);
        for (var what : checks.suspicions(request, operation.kind())) {
            calls.suspect(new Suspicion(clock.instant(), host, request.method(), request.safeTarget(), what));
        }
        var fault = faults.next(operation);
        if (fault.isPresent() && fault.get().delay().isPositive()) {
            // The delay is the fault: the caller's own deadline runs meanwhile, so it has to pass in real time.
            Thread.sleep(fault.get().delay());
        }
        var answer = perform(operation, fault);
        var reply = fault.map(Fault::reply).orElse(FAITHFUL);
        record(request, operation, answer, reply, fault);
        responder.send(exchange, reply, answer);
    }

    private static Answer perform(Operation operation, Optional<Fault> fault) {
        var lateness = fault.map(Fault::lateness).orElse(Lateness.NONE);
        return switch (fault.map(Fault::effect).orElse(Effect.ONCE)) {
            case NONE -> Answer.empty(200);
            case ONCE -> operation.perform().apply(lateness);
            case TWICE -> {
                var first = operation.perform().apply(lateness);
                var second = operation.perform().apply(lateness);
                yield first.effect() ? second.withEffect() : second;
            }
        };
    }

    private void record(Request request, Operation operation, Answer answer, Reply reply, Optional<Fault> fault) {
        calls.add(number -> new Call(
                number,
                clock.instant(),
                host,
                operation.kind(),
                request.method(),
                request.safeTarget(),
                Responder.statusOf(reply, answer),
                answer.effect(),
                operation.authenticatedBy(),
                answer.subject(),
                fault.map(Fault::name)));
    }
}
