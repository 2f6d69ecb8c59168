package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.port.Names;
import dev.keyturn.simulator.Simulator;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that can happen to a call, at each call of a rotation: the published value works at every instant, and one key is left.
 * Each row has a credential and a provider of its own; all of them turn at once, in one operator.
 */
@ClusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FaultsTest {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Stage stage;
    private final Map<Row, Simulator> providers = new LinkedHashMap<>();
    private final Map<Row, Future<?>> runs = new LinkedHashMap<>();
    private final SharedIndexInformer<SuprSendApiKey> seen;
    private final Sampler sampler;

    FaultsTest(ControlPlane cluster) {
        stage = new Stage(cluster);
        stage.with(stage.settings().sweepFor("2s").caps(20, 20));
        rows().forEach(row -> providers.put(row, stage.providers.add(row.name())));
        var byName = providers.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
        seen = stage.client()
                .resources(SuprSendApiKey.class)
                .inNamespace(stage.shop)
                .inform();
        sampler = new Sampler(
                stage.client(),
                stage.shop,
                (secret, value) -> known(byName, secret).accepts(value));
    }

    private static Simulator known(Map<String, Simulator> providers, String name) {
        return Objects.requireNonNull(providers.get(name), name);
    }

    /** One thing that goes wrong. */
    record Row(Moment moment, Trouble trouble) {
        String name() {
            return (moment.name() + "-" + trouble.name())
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '-');
        }

        @Override
        public String toString() {
            return moment + " " + trouble;
        }
    }

    static Stream<Row> rows() {
        return Arrays.stream(Moment.values())
                .flatMap(moment -> Arrays.stream(Trouble.values()).map(trouble -> new Row(moment, trouble)));
    }

    @BeforeAll
    void turnAllAtOnce() {
        stage.start();
        stage.create(stage.providers.manifest(stage.shop)
                + rows().map(row -> Providers.credential(
                                stage.shop,
                                row.name(),
                                "rotation: {overlap: 0s}",
                                "onExposure: {waitForConsumers: 0s}"))
                        .collect(Collectors.joining()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            rows().forEach(row -> runs.put(row, threads.submit(() -> turn(row))));
        }
    }

    private void turn(Row row) {
        var provider = provider(row);
        until(row, () -> isSettled(row, 1));
        var old = stage.published(row.name());
        row.moment().rules(row.trouble(), provider).forEach(provider::order);
        if (row.moment() == Moment.WORKSPACES) {
            // What a token lists is believed for ten minutes: only a new one is asked about at once.
            stage.kubectl(
                    Providers.token(stage.shop, row.name(), provider.mintToken().material()));
        }
        stage.annotate(row.name(), row.moment().requested() ? Names.ROTATE : Names.EXPOSED, "at-last");
        until(row, () -> isProvedDead(row));
        assertThat(provider.accepts(old)).as("what is called dead is accepted").isFalse();
        until(row, () -> isSettled(row, 2));
    }

    private boolean isProvedDead(Row row) {
        return status(row).stream()
                .flatMap(status -> status.requests().stream())
                .anyMatch(request -> request.provedDeadAt() != null);
    }

    private Optional<CredentialStatus> status(Row row) {
        return Optional.ofNullable(seen.getIndexer().getByKey(stage.shop + "/" + row.name()))
                .flatMap(key -> Optional.ofNullable(key.getStatus()));
    }

    private static void until(Row row, Callable<Boolean> condition) {
        await(row.toString())
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(200))
                .until(condition);
    }

    private boolean isSettled(Row row, int revision) {
        var provider = provider(row);
        return provider.livingKeys("staging").size() == 1
                && status(row)
                        .filter(status -> Objects.equals(status.revision(), revision)
                                && status.keys().size() == 1
                                && status.rotation() == null
                                && Stage.reason(status, "Ready").equals("Settled"))
                        .isPresent();
    }

    private Simulator provider(Row row) {
        return Objects.requireNonNull(providers.get(row));
    }

    @AfterAll
    void close() {
        sampler.close();
        seen.close();
        stage.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void the_published_value_works_at_every_instant_and_one_key_is_left(Row row) {
        var provider = provider(row);

        assertThat(runs.get(row)).as(() -> story(row)).succeedsWithin(Duration.ZERO);

        assertThat(provider.faults())
                .as("what was to go wrong went wrong")
                .allMatch(fault -> fault.applied() == fault.rule().times());
        assertThat(sampler.samplesOf(row.name())).isGreaterThan(20);
        assertThat(sampler.refusalsOf(row.name())).as(() -> story(row)).isEmpty();
        assertThat(provider.livingKeys("staging")).as(() -> story(row)).hasSize(1);
        assertThat(sampler.valuesOf(row.name())).hasSize(2);
        assertThat(provider.accepts(sampler.valuesOf(row.name()).getFirst())).isFalse();
        assertThat(provider.accepts(stage.published(row.name()))).isTrue();
        assertThat(provider.suspicions()).isEmpty();
    }

    /** What the provider saw and what the status says. */
    private String story(Row row) {
        return row + "\n"
                + provider(row).calls().stream()
                        .map(call -> call.at() + " " + call.kind() + " " + call.status() + " "
                                + call.subject().orElse("") + " " + call.fault().orElse(""))
                        .collect(Collectors.joining("\n"))
                + "\n" + status(row);
    }
}
