package dev.keyturn.plan;

import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stakater's Reloader, which restarts workloads by annotations on them and on Secrets: whom it was asked to serve is left to it. */
final class Reloader {

    private static final String DOMAIN = "reloader.stakater.com/";

    private Reloader() {}

    /** Whether a Secret says that it is none of Reloader's business, whatever workloads ask for. */
    static boolean ignores(Map<String, String> secret) {
        return isTrue(secret, DOMAIN + "ignore");
    }

    /** Whether a Secret says that it is for Reloader. */
    static boolean isAskedBy(Map<String, String> secret) {
        return isTrue(secret, DOMAIN + "match") && !isTrue(secret, DOMAIN + "ignore");
    }

    /** Whether a workload says so, of all Secrets or of this one. */
    static boolean isAskedBy(Map<String, String> workload, String secret) {
        return isTrue(workload, DOMAIN + "auto")
                || isTrue(workload, "secret." + DOMAIN + "auto")
                || names(workload.get("secret." + DOMAIN + "reload"), secret);
    }

    private static boolean names(@Nullable String list, String secret) {
        return list != null && Stream.of(list.split(",", -1)).map(String::strip).anyMatch(secret::equals);
    }

    private static boolean isTrue(Map<String, String> annotations, String name) {
        return "true".equals(annotations.get(name));
    }
}
