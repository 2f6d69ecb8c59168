package dev.keyturn.main;

import java.io.InputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program. */
@Command(
        name = "keyturn",
        mixinStandardHelpOptions = true,
        version = "keyturn 0.1.0",
        description = "Rotates credentials on Kubernetes, and proves it.",
        footer = {"", "keyturn COMMAND --help explains a command, keyturn run --help every setting."},
        synopsisSubcommandLabel = "COMMAND")
public final class Keyturn {

    private Keyturn() {}

    public static void main(String[] arguments) {
        LogSettings.hand(LogSettings.early(System.getenv()));
        Discretion.keep();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return commandLine(System.in);
    }

    /** With another standard input than the process has. */
    static CommandLine commandLine(InputStream input) {
        var run = new CommandLine(new RunCommand());
        run.getCommandSpec().usageMessage().footer(SettingsHelp.lines());
        return new CommandLine(new Keyturn())
                .addSubcommand(run)
                .addSubcommand(new PlanCommand(input))
                .addSubcommand(new ProbeCommand())
                .setExecutionExceptionHandler(new LastResort())
                .setUsageHelpWidth(SettingsHelp.WIDTH + 1);
    }
}
