package dev.keyturn.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyturn.cluster.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the library says that Kubernetes evaluates CronJobs by: the program of {@code .ci/cron}. */
sealed interface CronOracle {

    /** Exit code by which its build says that the machine lacks something. */
    int LACKS_SOMETHING = 3;

    /** It cannot be had on this machine; {@code remedy} says what to install. */
    record Missing(String remedy) implements CronOracle {}

    /** The answers, in the order of the questions. */
    record Answered(List<Answer> answers) implements CronOracle {}

    /**
     * What it says.
     *
     * @param refused why an expression is none; empty where it is one
     */
    record Answer(List<Instant> instants, String refused) {}

    /** Asks all the questions at once, each as the program reads it. */
    static CronOracle ask(List<Map<String, Object>> questions) {
        var script = Path.of(System.getProperty("keyturn.repository"), ".ci", "cron", "build");
        var built = Command.run(
                new ProcessBuilder("bash", script.toString()).redirectError(ProcessBuilder.Redirect.INHERIT),
                Duration.ofMinutes(10));
        if (built.exitCode() == LACKS_SOMETHING) {
            return new Missing(built.stdout().strip());
        }
        var json = new ObjectMapper();
        var lines = questions.stream().map(question -> line(json, question)).collect(Collectors.joining());
        var said = Command.run(new ProcessBuilder(built.orFail().strip()), lines, Duration.ofMinutes(2))
                .orFail();
        return new Answered(said.lines().map(line -> answer(json, line)).toList());
    }

    private static String line(ObjectMapper json, Map<String, Object> question) {
        try {
            return json.writeValueAsString(question) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Answer answer(ObjectMapper json, String line) {
        try {
            var tree = json.readTree(line);
            var instants = new ArrayList<Instant>();
            for (JsonNode instant : tree.path("instants")) {
                instants.add(Instant.parse(instant.asText()));
            }
            return new Answer(List.copyOf(instants), tree.path("refused").asText());
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
