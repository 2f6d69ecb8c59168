package dev.keyturn.main;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** One sentence for what nobody foresaw; where it happened is told at debug level. */
final class LastResort implements IExecutionExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(LastResort.class);
    private static final String OWN = "dev.keyturn.";

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        log.debug("the program ends", failure);
        line.getErr().println("keyturn: " + sentence(failure));
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** What others say of a failure may quote what they were given: only what Keyturn itself says is repeated. */
    private static String sentence(Exception failure) {
        var stack = failure.getStackTrace();
        var own = stack.length > 0 && stack[0].getClassName().startsWith(OWN);
        var said = own ? ": " + String.valueOf(failure.getMessage()).replace('\n', ' ') : "";
        return "it failed unexpectedly (" + failure.getClass().getSimpleName() + said
                + "); set KEYTURN_LOG_LEVEL to DEBUG to see where";
    }
}
