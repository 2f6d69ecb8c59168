package dev.keyturn.kube;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What rules of RBAC say about a Secret. */
final class SecretRules {

    private static final String ANY = "*";
    private static final Set<String> VERBS = Set.of("get", "list", "watch", ANY);
    private static final Set<String> GROUPS = Set.of("", ANY);

    /** With a slash they would be about a part of an object, and a Secret has none. */
    private static final Set<String> RESOURCES = Set.of("secrets", ANY);

    private SecretRules() {}

    /**
     * Whether one of the rules lets the Secret of that name be read. Where a rule has names, that holds for list and watch as well: they
     * are granted with a field selector for one of the names. An aggregated role has its rules from the controller that
     * aggregates; one that it has not reached yet has null for rules, and grants nothing.
     */
    static boolean read(@Nullable List<PolicyRule> rules, String name) {
        return rules != null && rules.stream().anyMatch(rule -> reads(rule, name));
    }

    private static boolean reads(PolicyRule rule, String name) {
        return hasOneOf(rule.getVerbs(), VERBS)
                && hasOneOf(rule.getApiGroups(), GROUPS)
                && hasOneOf(rule.getResources(), RESOURCES)
                && isFor(rule.getResourceNames(), name);
    }

    private static boolean hasOneOf(@Nullable List<String> granted, Set<String> wanted) {
        return granted != null && granted.stream().anyMatch(wanted::contains);
    }

    private static boolean isFor(@Nullable List<String> names, String name) {
        return names == null || names.isEmpty() || names.contains(name);
    }
}
