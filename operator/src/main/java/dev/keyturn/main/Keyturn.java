package dev.keyturn.main;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program. */
@Command(
        name = "keyturn",
        mixinStandardHelpOptions = true,
        version = "keyturn 0.1.0",
        description = "Rotates credentials on Kubernetes, and proves it.",
        subcommands = {RunCommand.class, ProbeCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class Keyturn {

    private Keyturn() {}

    public static void main(String[] arguments) {
        // Before anything logs: the logging itself would only complain, and go on without.
        var wrong = LogSettings.wrong(System.getenv());
        if (wrong.isPresent()) {
            System.err.println("keyturn: " + wrong.get());
            System.exit(CommandLine.ExitCode.USAGE);
        }
        Discretion.keep();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Keyturn()).setExecutionExceptionHandler(new LastResort());
    }
}
