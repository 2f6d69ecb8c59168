package dev.keyturn.kube;

import dev.keyturn.port.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    /** Names parted by white space, or a star; commas do no harm. */
    static Frozen by(ConfigMap map) {
        var text = Optional.ofNullable(map.getData())
                .map(data -> data.get(Names.FREEZE_NAMESPACES))
                .orElse("");
        var words = Arrays.stream(text.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (words.isEmpty()) {
            return new Frozen(
                    false,
                    Set.of(),
                    List.of("data." + Names.FREEZE_NAMESPACES
                            + " is empty, and so nothing is frozen; write * or the names of namespaces"));
        }
        var names = words.stream().filter(Frozen::isName).collect(Collectors.toUnmodifiableSet());
        return new Frozen(
                words.contains(ALL),
                names,
                words.stream()
                        .filter(word -> !word.equals(ALL) && !isName(word))
                        .map(word -> "data." + Names.FREEZE_NAMESPACES + " has a word that is no name of a namespace: "
                                + word)
                        .toList());
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

    String described() {
        return everything ? "all namespaces" : String.join(", ", new TreeSet<>(namespaces));
    }
}
