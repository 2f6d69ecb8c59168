package dev.keyturn.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The packages of the operator, and of each those that it may import; everything else of ours it may not. */
final class Arrows {

    static final String ROOT = "dev.keyturn.";

    static final Map<String, Set<String>> ALLOWED = allowed();

    private Arrows() {}

    private static Map<String, Set<String>> allowed() {
        var arrows = new LinkedHashMap<String, Set<String>>();
        arrows.put("plan", Set.of());
        arrows.put("port", Set.of("plan"));
        arrows.put("issuer.suprsend", Set.of("plan", "port"));
        arrows.put("kube", Set.of("plan", "port", "crd"));
        arrows.put("execute", Set.of("plan", "port"));
        arrows.put("project", Set.of("plan"));
        arrows.put("reconcile", Set.of("plan", "port", "kube", "execute", "project", "crd"));
        arrows.put("main", Set.of("plan", "port", "issuer.suprsend", "kube", "execute", "project", "reconcile", "crd"));
        return arrows;
    }

    /** Everything of ours that there is to be seen. */
    static List<String> packages() {
        var all = new ArrayList<>(ALLOWED.keySet());
        all.add("crd");
        all.add("simulator");
        all.add("demo");
        return all;
    }

    /** A package sees what it may see of ours, and nothing else. */
    static ArchRule rule(String from) {
        var seen = ALLOWED.getOrDefault(from, Set.of());
        return ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(ROOT + from + "..")
                .should()
                .dependOnClassesThat(describe(
                        "are of ours and not of " + seen,
                        (JavaClass other) -> isOurs(other, ROOT)
                                && !isOurs(other, ROOT + from)
                                && seen.stream().noneMatch(allowed -> isOurs(other, ROOT + allowed))))
                .allowEmptyShould(false);
    }

    private static boolean isOurs(JavaClass other, String at) {
        var name = other.getPackageName() + ".";
        return name.startsWith(at.endsWith(".") ? at : at + ".");
    }
}
