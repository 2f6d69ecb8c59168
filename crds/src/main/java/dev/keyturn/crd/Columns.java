package dev.keyturn.crd;

/** What {@code kubectl get} shows of every kind, as JSON paths. */
final class Columns {
    static final String READY = ".status.conditions[?(@.type==\"Ready\")].status";
    static final String REASON = ".status.conditions[?(@.type==\"Ready\")].reason";
    static final String ENDPOINT = ".spec.endpoint";
    static final String AGE = ".metadata.creationTimestamp";

    private Columns() {}
}
