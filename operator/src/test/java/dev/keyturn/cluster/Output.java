package dev.keyturn.cluster;

/** What a program said before it ended; zero means success. */
public record Output(int exitCode, String stdout, String stderr) {

    /**
     * What was said, where success is taken for granted.
     *
     * @throws AssertionError with what the program complained about
     */
    public String orFail() {
        if (exitCode != 0) {
            throw new AssertionError("exit code %d: %s%s".formatted(exitCode, stdout, stderr));
        }
        return stdout;
    }
}
