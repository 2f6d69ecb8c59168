package dev.keyturn.e2e;

import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.AuditLog;
import dev.keyturn.cluster.AuditLog.Call;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the operator of a stage has asked of the API server since the bill was opened. */
final class Bill {

    private static final Duration QUIET = Duration.ofSeconds(4);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Stage stage;
    private final AuditLog log;

    private Bill(Stage stage, AuditLog log) {
        this.stage = stage;
        this.log = log;
    }

    static Bill open(Stage stage) {
        settle(stage, stage.cluster.auditLog().fromHere());
        return new Bill(stage, stage.cluster.auditLog().fromHere());
    }

    /** A request is in the log after its answer was sent: one of our own, made later, shows that those before are there. */
    private static void settle(Stage stage, AuditLog log) {
        var marker = stage.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withGenerateName("marker-")
                        .withNamespace(stage.home)
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getName();
        stage.client().configMaps().inNamespace(stage.home).withName(marker).delete();
        await().atMost(Stage.PATIENCE)
                .until(() -> !log.calls(call ->
                                call.verb().equals("delete") && call.name().equals(marker))
                        .isEmpty());
    }

    /**
     * All that was changed at its word, by verb and what it was about; what lost against a newer version changed nothing, and a review of
     * rights, which a start asks for once, is a question by POST.
     */
    Map<String, Long> writes() {
        settle(stage, log);
        return calls(call -> call.writes()
                        && call.code() != HttpURLConnection.HTTP_CONFLICT
                        && !call.resource().startsWith("selfsubject"))
                .collect(Collectors.groupingBy(this::article, TreeMap::new, Collectors.counting()));
    }

    /** The keyrings that it has read. */
    Set<String> keyringsRead() {
        return calls(call -> call.verb().equals("get") && call.namespace().equals(stage.home))
                .map(Call::name)
                .filter(name -> name.startsWith("kr-"))
                .collect(Collectors.toSet());
    }

    /** How many calls were answered that it has no right to make them. */
    long refused() {
        return calls(call -> call.code() == 403 && call.namespace().equals(stage.home))
                .count();
    }

    /** Until it asks for nothing any more, retries that are due in a moment included. */
    void awaitQuiet() {
        var last = new AtomicLong(-1);
        await().atMost(LONGEST).pollInterval(QUIET).until(() -> {
            var now = calls(_ -> true).count();
            return last.getAndSet(now) == now;
        });
    }

    private Stream<Call> calls(Predicate<Call> wanted) {
        return log.calls(wanted.and(call -> call.userAgent().equals(OperatorInProcess.USER_AGENT))).stream();
    }

    private String article(Call call) {
        var what = call.resource().equals("secrets")
                ? call.namespace().equals(stage.home) ? "keyring" : "Secret"
                : call.resource() + (call.subresource().isEmpty() ? "" : "/" + call.subresource());
        return call.verb() + " " + what;
    }
}
