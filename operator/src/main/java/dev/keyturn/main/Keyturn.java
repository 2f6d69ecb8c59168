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
        Discretion.keep();
        System.exit(new CommandLine(new Keyturn()).execute(arguments));
    }
}
