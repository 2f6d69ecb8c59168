package dev.keyturn.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Simulator;
import dev.keyturn.simulator.SimulatorOptions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WorkloadTest {

    private final Simulator provider =
            Simulator.start(SimulatorOptions.defaults().withWorkspace("staging", SimulatorOptions.Mode.SANDBOX));
    private final Hub hub = new Hub(provider.hubUrl());

    @AfterEach
    void stop() {
        hub.close();
        provider.close();
    }

    @Test
    void with_a_key_that_works_every_message_is_taken() {
        var key = provider.mintKey("staging", "by-hand");
        var workload = Workload.start(() -> Optional.of(key.material()), hub);
        try (workload) {
            await().until(() -> workload.sent() > 3);
        }

        assertThat(workload.refused()).isZero();
        assertThat(provider.count(CallKind.SEND)).isEqualTo(workload.sent());
    }

    @Test
    void a_key_that_dies_under_it_is_noticed() {
        var key = provider.mintKey("staging", "by-hand");
        try (var workload = Workload.start(() -> Optional.of(key.material()), hub)) {
            await().until(() -> workload.sent() > 1);
            assertThat(workload.refused()).isZero();

            provider.deleteKey(key.key().id());

            await().until(() -> workload.refused() > 1);
        }
    }

    @Test
    void without_a_secret_it_counts_its_messages_as_refused() {
        try (var workload = Workload.start(Optional::empty, hub)) {
            await().until(() -> workload.refused() > 1);
        }
        assertThat(provider.count(CallKind.SEND)).isZero();
    }

    @Test
    void one_that_broke_down_says_so_instead_of_counting_no_refusals() {
        var asked = new AtomicBoolean();
        var workload = Workload.start(
                () -> {
                    asked.set(true);
                    throw new IllegalArgumentException("a mistake in the workload itself");
                },
                hub);
        await().untilTrue(asked);

        assertThatIllegalStateException().isThrownBy(workload::close).withMessage("the workload broke down");
    }
}
