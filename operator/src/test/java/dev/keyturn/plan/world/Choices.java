package dev.keyturn.plan.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What happens where more than one thing may: option 0 is that all goes well. A run is given by where it departs from that. */
final class Choices {

    private final Map<Integer, Integer> departures;
    private final @Nullable RandomGenerator random;
    private final double likelihood;
    private final List<Integer> options = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private boolean quiet;

    private Choices(Map<Integer, Integer> departures, @Nullable RandomGenerator random, double likelihood) {
        this.departures = departures;
        this.random = random;
        this.likelihood = likelihood;
    }

    /** At the given points another option than the first, and the first everywhere else. */
    static Choices departing(Map<Integer, Integer> departures) {
        return new Choices(departures, null, 0);
    }

    /** Anything at any point, with some likelihood. */
    static Choices random(RandomGenerator random, double likelihood) {
        return new Choices(Map.of(), random, likelihood);
    }

    /** Takes one of the options; the words are for the story of a run that failed. */
    int among(String... words) {
        if (quiet) {
            return 0;
        }
        var point = options.size();
        options.add(words.length);
        var taken = random == null
                ? departures.getOrDefault(point, 0)
                : words.length > 1 && random.nextDouble() < likelihood ? 1 + random.nextInt(words.length - 1) : 0;
        if (taken > 0) {
            story.add(point + ": " + words[taken]);
        }
        return taken;
    }

    /** While it is quiet all goes well. */
    void quiet(boolean value) {
        quiet = value;
    }

    void tell(String event) {
        story.add("      " + event);
    }

    /** How many options there were at each point of the run. */
    List<Integer> options() {
        return options;
    }

    String story() {
        return String.join("\n", story);
    }
}
