package dev.keyturn.e2e;

import dev.keyturn.cluster.AuditLog;
import dev.keyturn.cluster.AuditLog.Call;
import dev.keyturn.kube.Right;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the operators of all stages of this JVM were granted, and what they have asked for. Rights of different stages are one where
 * they differ in the names of their namespaces alone.
 */
final class RightsBook {

    private static final Queue<Entry> ENTRIES = new ConcurrentLinkedQueue<>();

    /**
     * One operator.
     *
     * @param user as the API server knows it
     * @param home its own namespace
     * @param keyrings that of its keyrings
     * @param excuses why what is refused to it proves nothing, and from when on
     */
    record Entry(String user, String home, String keyrings, Set<Right> granted, Map<String, Instant> excuses) {

        Entry(String user, String home, String keyrings, Set<Right> granted) {
            this(user, home, keyrings, granted, new ConcurrentHashMap<>());
        }

        /** From now on what is refused to it proves nothing; {@code exception} says why. */
        void excuse(String exception) {
            excuses.putIfAbsent(exception, Instant.now());
        }

        private Set<String> excuses(Call call) {
            return excuses.entrySet().stream()
                    .filter(excuse -> !call.receivedAt().isBefore(excuse.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        private String place(String namespace) {
            if (namespace.isEmpty()) {
                return "in the whole cluster";
            }
            if (namespace.equals(home)) {
                return "at home";
            }
            return namespace.equals(keyrings) ? "with the keyrings" : "where credentials are";
        }

        private String article(String verb, String group, String resource, String namespace) {
            return verb + " " + resource + (group.isEmpty() ? "" : "." + group) + " " + place(namespace);
        }

        private String article(Right right) {
            return article(right.verb(), right.group(), right.resource(), right.namespace());
        }

        /** The grants that allow a call: in its namespace, or everywhere. */
        private Stream<String> allowing(Call call) {
            var resource = call.resource() + (call.subresource().isEmpty() ? "" : "/" + call.subresource());
            return Stream.of(call.namespace(), "")
                    .map(namespace -> article(call.verb(), call.group(), resource, namespace));
        }
    }

    private RightsBook() {}

    static void open(Entry entry) {
        ENTRIES.add(entry);
    }

    /**
     * What was seen of some operators.
     *
     * @param refused what was asked for without a right to it
     * @param unused what was granted and asked for by none of them
     * @param excuses by which exceptions refusals were let pass
     */
    record Findings(Set<String> refused, Set<String> unused, Set<String> excuses) {}

    /** Of all operators so far. */
    static Findings compare(AuditLog log) {
        return compare(log, List.copyOf(ENTRIES));
    }

    static Findings compare(AuditLog log, List<Entry> entries) {
        var unused = entries.stream()
                .flatMap(entry -> entry.granted().stream().map(entry::article))
                .collect(Collectors.toCollection(TreeSet::new));
        var refused = new TreeSet<String>();
        var byUser = new HashMap<String, Entry>();
        entries.forEach(entry -> byUser.put(entry.user(), entry));
        var excuses = new TreeSet<String>();
        log.forEach(call -> look(call, byUser, unused, refused, excuses));
        return new Findings(refused, unused, excuses);
    }

    private static void look(
            Call call, Map<String, Entry> byUser, Set<String> unused, Set<String> refused, Set<String> excuses) {
        var entry = byUser.get(call.user());
        if (entry == null) {
            return;
        }
        if (!call.denied()) {
            entry.allowing(call).forEach(unused::remove);
            return;
        }
        var excused = entry.excuses(call);
        excuses.addAll(excused);
        if (excused.isEmpty()) {
            refused.add(entry.allowing(call).findFirst().orElseThrow());
        }
    }
}
