package dev.keyturn.kube;

import dev.keyturn.plan.Demand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may stand in {@code spec.publish}. */
final class PublishChecks {

    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern ENTRY = Pattern.compile("[-_a-zA-Z0-9][-._a-zA-Z0-9]{0,252}");
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{[ \\t\\n\\r\\f]*((?:previous\\.)?[A-Za-z]+)[ \\t\\n\\r\\f]*}}");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");
    private static final Pattern QUALIFIED_NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

    private static final int MOST_ENTRIES = 32;
    private static final int MOST_BYTES = 8 * 1024;

    /** Each would make Keyturn the deputy of another controller. */
    private static final List<String> FOREIGN =
            List.of("keyturn.dev", "argoproj.io", "fluxcd.io", "helm.sh", "external-secrets.io");

    /** Kubernetes' own, and whatever ends so, such as {@code cluster.x-k8s.io}. */
    private static final List<String> KUBERNETES = List.of("kubernetes.io", "k8s.io");

    private PublishChecks() {}

    static List<String> secretName(String name) {
        if (name.length() > 253 || !SUBDOMAIN.matcher(name).matches()) {
            return List.of("spec.publish.secretName must be the name of a Secret: lower-case letters, digits, - and .");
        }
        return name.endsWith("-delivery")
                ? List.of("spec.publish.secretName must not end in -delivery, which is for hand-offs")
                : List.of();
    }

    static List<String> data(Map<String, String> data, Set<String> fields) {
        var errors = new ArrayList<String>();
        var bytes = 0;
        var uses = false;
        var known = known(fields);
        if (data.values().stream().anyMatch(Objects::isNull)) {
            return List.of("spec.publish.data has an entry without a value");
        }
        for (var entry : data.entrySet()) {
            bytes += entry.getKey().length() + entry.getValue().getBytes(StandardCharsets.UTF_8).length;
            if (!ENTRY.matcher(entry.getKey()).matches()) {
                errors.add("spec.publish.data has a key that no Secret may have; use letters, digits, -, _ and .");
            }
            var rest = new StringBuilder();
            var matcher = PLACEHOLDER.matcher(entry.getValue());
            var unknown = false;
            var usesField = false;
            while (matcher.find()) {
                unknown |= !known.contains(matcher.group(1));
                usesField |= fields.contains(matcher.group(1));
                matcher.appendReplacement(rest, "");
            }
            matcher.appendTail(rest);
            uses |= usesField && !Demand.usesPrevious(entry.getValue());
            if (unknown || entry.getValue().contains("{{{") || rest.indexOf("{{") >= 0) {
                errors.add("spec.publish.data entry " + entry.getKey()
                        + " has a placeholder that does not exist; there are: " + braced(known));
            }
        }
        if (!uses) {
            errors.add("spec.publish.data needs an entry that uses one of " + braced(fields)
                    + " and nothing of the previous key, which is not always there");
        }
        if (data.size() > MOST_ENTRIES || bytes > MOST_BYTES) {
            errors.add("spec.publish.data may have 32 entries and 8 KiB at most");
        }
        return errors;
    }

    /** The placeholders of those fields that no entry consists of; empty where each has one. */
    static String withoutEntryOfItsOwn(Map<String, String> data, Set<String> fields) {
        return braced(fields.stream()
                .filter(field -> data.values().stream().filter(Objects::nonNull).noneMatch(text -> {
                    var matcher = PLACEHOLDER.matcher(text);
                    return matcher.matches() && matcher.group(1).equals(field);
                }))
                .collect(Collectors.toSet()));
    }

    /** The names of placeholders: the fields of the key, and the same of the one before. */
    private static Set<String> known(Set<String> fields) {
        return Stream.concat(fields.stream(), fields.stream().map("previous."::concat))
                .collect(Collectors.toSet());
    }

    private static String braced(Set<String> names) {
        return new TreeSet<>(names).stream().map(name -> "{{" + name + "}}").collect(Collectors.joining(", "));
    }

    static List<String> metadata(String what, Map<String, String> given, Predicate<String> valueFits) {
        var errors = new ArrayList<String>();
        if (given.values().stream().anyMatch(Objects::isNull)) {
            return List.of("spec.publish has a " + what + " without a value");
        }
        given.forEach((key, value) -> {
            var slash = key.indexOf('/');
            var prefix = slash < 0 ? "" : key.substring(0, slash);
            if (!QUALIFIED_NAME.matcher(key.substring(slash + 1)).matches()
                    || (slash >= 0 && !SUBDOMAIN.matcher(prefix).matches())) {
                errors.add("spec.publish has a " + what + " whose name Kubernetes does not allow");
            } else if (isForeign(prefix)) {
                errors.add(
                        "spec.publish may not set the " + what + " " + key + ", which belongs to another controller");
            }
            if (!valueFits.test(value)) {
                errors.add("spec.publish " + what + " " + key + " has a value that Kubernetes does not allow");
            }
        });
        return errors;
    }

    private static boolean isForeign(String prefix) {
        return FOREIGN.stream().anyMatch(domain -> prefix.equals(domain) || prefix.endsWith("." + domain))
                || KUBERNETES.stream().anyMatch(prefix::endsWith);
    }

    static boolean isLabelValue(String value) {
        return LABEL_VALUE.matcher(value).matches();
    }
}
