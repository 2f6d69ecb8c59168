package dev.keyturn.e2e;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * What the API server and the client library take with nothing of ours in between: a Secret of 1 KB that is put over itself with its
 * resourceVersion, and read.
 *
 * @param put one PUT after the other, in milliseconds at the median
 * @param get one GET after the other, in milliseconds at the median
 * @param putsPerSecond of one loop
 * @param putsPerSecondAtOnce of several loops side by side, on a Secret each
 */
record RawLoop(double put, double get, double putsPerSecond, double putsPerSecondAtOnce) {

    private static final int WARM_UP = 300;
    private static final int ROUNDS = 1000;
    private static final int LOOPS = 8;
    private static final int BYTES = 1024;

    static RawLoop run(KubernetesClient client, String namespace) throws ExecutionException, InterruptedException {
        loop(client, namespace, "raw-0", WARM_UP);
        var puts = new Timings();
        var gets = new Timings();
        var secret = fresh(client, namespace, "raw");
        var began = System.nanoTime();
        for (var round = 0; round < ROUNDS; round++) {
            var from = System.nanoTime();
            secret = client.resource(changed(secret, round)).update();
            puts.add(since(from));
        }
        var rate = ROUNDS / seconds(began);
        for (var round = 0; round < ROUNDS; round++) {
            var from = System.nanoTime();
            client.resource(secret).get();
            gets.add(since(from));
        }
        return new RawLoop(puts.median(), gets.median(), rate, atOnce(client, namespace));
    }

    /** Three writes and two reads: what it takes at the least that a new value is in its Secret and nothing can be lost. */
    double leastUntilPublished() {
        return 3 * put + 2 * get;
    }

    private static double atOnce(KubernetesClient client, String namespace)
            throws ExecutionException, InterruptedException {
        var began = System.nanoTime();
        try (var threads =
                Executors.newFixedThreadPool(LOOPS, Thread.ofVirtual().factory())) {
            var loops = IntStream.rangeClosed(1, LOOPS)
                    .mapToObj(number -> threads.submit(() -> loop(client, namespace, "raw-" + number, ROUNDS / LOOPS)))
                    .toList();
            for (var loop : loops) {
                loop.get();
            }
        }
        return ROUNDS / seconds(began);
    }

    private static Secret loop(KubernetesClient client, String namespace, String name, int rounds) {
        var secret = fresh(client, namespace, name);
        for (var round = 0; round < rounds; round++) {
            secret = client.resource(changed(secret, round)).update();
        }
        return secret;
    }

    /** A PUT of what is there already is not written. */
    private static Secret changed(Secret secret, int round) {
        secret.getData()
                .put(
                        "round",
                        Base64.getEncoder()
                                .encodeToString(Integer.toString(round).getBytes(StandardCharsets.UTF_8)));
        return secret;
    }

    private static Secret fresh(KubernetesClient client, String namespace, String name) {
        client.secrets().inNamespace(namespace).withName(name).delete();
        return client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(Map.of("bytes", "x".repeat(BYTES)))
                        .build())
                .create();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
