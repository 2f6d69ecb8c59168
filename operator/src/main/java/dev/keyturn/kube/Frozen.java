package dev.keyturn.kube;

import dev.keyturn.port.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the freeze says.
 *
 * @param everything whether no namespace is left out
 * @param wrong what of it says nothing, each as a sentence
 */
record Frozen(boolean everything, Set<String> namespaces, List<String> wrong) {

    static final Frozen NOTHING = new Frozen(false, Set.of(), List.of());

    private static final String ALL = "*";
    private static final String ENTRY = "data." + Names.FREEZE_NAMESPACES;
    private static final String NOTHING_IS = ", and so nothing is frozen; write * or the names of namespaces to it";

    /** Of entries that nobody reads. */
    private static final int MOST = 5;

    /** Names parted by white space, or a star; commas do no harm. */
    static Frozen by(ConfigMap map) {
        Map<String, String> data = map.getData() == null ? Map.of() : map.getData();
        var text = data.get(Names.FREEZE_NAMESPACES);
        if (text == null) {
            return new Frozen(false, Set.of(), List.of(missing(data.keySet())));
        }
        var words = Arrays.stream(text.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (words.isEmpty()) {
            return new Frozen(false, Set.of(), List.of(ENTRY + " is empty" + NOTHING_IS));
        }
        var names = words.stream().filter(Frozen::isName).collect(Collectors.toUnmodifiableSet());
        return new Frozen(
                words.contains(ALL),
                names,
                words.stream()
                        .filter(word -> !word.equals(ALL) && !isName(word))
                        .map(word -> ENTRY + " has a word that is no name of a namespace, and freezes nothing: " + word)
                        .toList());
    }

    /** What stands there instead is likely to be a slip of the pen. */
    private static String missing(Set<String> others) {
        var instead = others.isEmpty()
                ? ""
                : " (there is " + others.stream().sorted().limit(MOST).collect(Collectors.joining(", ")) + ")";
        return ENTRY + " is not there" + instead + NOTHING_IS;
    }

    private static boolean isName(String word) {
        return word.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    }

    boolean holds(String namespace) {
        return everything || namespaces.contains(namespace);
    }

    boolean isNothing() {
        return !everything && namespaces.isEmpty();
    }

    /** Whether the same is frozen, whatever else is said. */
    boolean holdsAs(Frozen other) {
        return everything == other.everything && namespaces.equals(other.namespaces);
    }

    /** What holds, for people. */
    String sentence() {
        return "frozen: nothing is issued and nothing dies in "
                + (everything ? "all namespaces" : String.join(", ", new TreeSet<>(namespaces)));
    }
}
