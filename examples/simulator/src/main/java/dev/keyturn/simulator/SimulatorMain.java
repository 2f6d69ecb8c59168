package dev.keyturn.simulator;

import dev.keyturn.simulator.SimulatorOptions.Mode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The simulator as a program: prints where it listens, and runs until it is stopped. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        version = "Keyturn's simulator of SuprSend",
        sortOptions = false,
        headerHeading = "",
        header = {
            "A simulator of SuprSend's keys and tokens, for trying Keyturn without an account.",
            "It is no product of SuprSend and no real SuprSend: it follows the public documents, and sends nothing to anybody.",
            ""
        },
        footer = {
            "",
            "All state is in memory and gone when it stops. The control URL is where a person makes and deletes keys by hand, "
                    + "orders faults and reads the record of calls; open it to see how."
        })
public final class SimulatorMain implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "port of the management API (default ${DEFAULT-VALUE}; 0: a free one)")
    private int managementPort;

    @Option(
            names = "--hub-port",
            paramLabel = "PORT",
            defaultValue = "8091",
            description = "port of the hub (default ${DEFAULT-VALUE})")
    private int hubPort;

    @Option(
            names = "--control-port",
            paramLabel = "PORT",
            defaultValue = "8092",
            description = "port of the control API (default ${DEFAULT-VALUE})")
    private int controlPort;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "address to listen on (default ${DEFAULT-VALUE}; 0.0.0.0 lets other machines in)")
    private String bind = "";

    @Option(
            names = "--workspace",
            paramLabel = "SLUG=MODE",
            description =
                    "a workspace, sandbox or production; repeatable (default: staging=sandbox production=production)")
    private Map<String, String> workspaces = new LinkedHashMap<>();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "holds the service token to accept; without it one is made and printed once")
    private @Nullable Path tokenFile;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SimulatorMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var options = options();
        try (var simulator = Simulator.start(options)) {
            greet(simulator, options.serviceToken().isEmpty());
            new CountDownLatch(1).await();
            return CommandLine.ExitCode.OK;
        } catch (UncheckedIOException e) {
            var reason =
                    Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse("");
            command().commandLine().getErr().println(e.getMessage() + ": " + reason);
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private SimulatorOptions options() {
        var options = SimulatorOptions.defaults().withBind(bind).withPorts(managementPort, hubPort, controlPort);
        if (workspaces.isEmpty()) {
            options = options.withWorkspace("staging", Mode.SANDBOX).withWorkspace("production", Mode.PRODUCTION);
        }
        for (var workspace : workspaces.entrySet()) {
            try {
                options = options.withWorkspace(workspace.getKey(), Mode.of(workspace.getValue()));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(command().commandLine(), "--workspace: " + e.getMessage(), e);
            }
        }
        return tokenFile == null ? options : options.withServiceToken(token(tokenFile));
    }

    private String token(Path file) {
        try {
            var token = Files.readString(file).strip();
            if (token.isEmpty()) {
                throw new ParameterException(command().commandLine(), "--token-file: " + file + " is empty");
            }
            return token;
        } catch (IOException e) {
            throw new ParameterException(command().commandLine(), "--token-file: cannot read " + file, e);
        }
    }

    private void greet(Simulator simulator, boolean showToken) {
        PrintWriter out = command().commandLine().getOut();
        out.println(
                "A simulator of SuprSend. It is not SuprSend, no account is behind it, and nothing is sent to anybody.");
        out.println("management    " + simulator.managementUrl());
        out.println("hub           " + simulator.hubUrl());
        out.println("control       " + simulator.controlUrl());
        out.println("workspaces    " + String.join(" ", simulator.workspaces()));
        out.println(
                showToken
                        ? "service token " + simulator.serviceToken() + " (made for this run, printed this once)"
                        : "service token from " + tokenFile);
        out.flush();
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("runs under picocli alone");
        }
        return spec;
    }
}
