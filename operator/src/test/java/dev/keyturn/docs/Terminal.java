package dev.keyturn.docs;

import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** A terminal with one bash in it: what is typed stays set, and both streams are seen as one. */
final class Terminal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process bash;
    private final Writer keyboard;
    private final Path screen;
    private int ends;
    private int read;

    private Terminal(Process bash, Path screen) {
        this.bash = bash;
        this.screen = screen;
        keyboard = bash.outputWriter();
    }

    /** Opens one in a folder, with nothing of this machine's environment but where its programs are. */
    static Terminal open(Path folder, Path screen, Map<String, String> environment) {
        var builder = new ProcessBuilder("bash", "--noprofile", "--norc")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "JAVA_HOME"));
        builder.environment().putAll(environment);
        try {
            return new Terminal(builder.start(), screen);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types a command, answers what it asks for with one line for each, and waits until it has ended. */
    Output type(String command, String... pasted) {
        start(command);
        for (var line : pasted) {
            press(line);
        }
        return end();
    }

    /** Types a command that stays in the foreground until {@link #interrupt}. */
    void start(String command) {
        read = screen().length();
        press(command);
    }

    /** Waits for something to be seen since the last command was typed, and answers with its first group. */
    String awaitShown(Pattern pattern) {
        try {
            await(pattern.pattern())
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast("the terminal is closed", () -> !bash.isAlive())
                    .until(() -> pattern.matcher(shown()).find());
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw new AssertionError(e.getMessage() + "; seen is:\n" + shown(), e);
        }
        var matcher = pattern.matcher(shown());
        if (!matcher.find()) {
            throw new AssertionError("what was shown is gone: " + pattern);
        }
        return matcher.group(1);
    }

    /** Ends what is in the foreground, as Control-C does, and waits for the prompt. */
    Output interrupt() {
        bash.descendants().forEach(ProcessHandle::destroy);
        return end();
    }

    private Output end() {
        var mark = "--- end " + ++ends + ":";
        press("printf '\\n%s%s\\n' '" + mark + "' $?");
        var code = Integer.parseInt(awaitShown(Pattern.compile(Pattern.quote(mark) + "(\\d+)\n")));
        var text = shown();
        return new Output(code, text.substring(0, text.lastIndexOf("\n" + mark)), "");
    }

    /** What was seen since the last command was typed. */
    private String shown() {
        return screen().substring(read);
    }

    private String screen() {
        try {
            return Files.readString(screen);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void press(String line) {
        try {
            keyboard.write(line + "\n");
            keyboard.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With all that was started in it. */
    @Override
    public void close() {
        var started = bash.descendants().toList();
        started.forEach(ProcessHandle::destroy);
        bash.destroy();
        try {
            for (var process : started) {
                process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            keyboard.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException | java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
