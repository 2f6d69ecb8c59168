package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CallLogTest {
    private static final Instant NOW = Instant.parse("2026-04-21T12:19:00Z");

    @Test
    void keepsTheLatestHundredThousandCallsAndCountsAll() {
        var log = new CallLog();

        for (int call = 0; call < 100_002; call++) {
            log.add(CallLogTest::probe);
        }

        assertThat(log.calls()).hasSize(100_000);
        assertThat(log.calls().getFirst().number()).isEqualTo(3);
        assertThat(log.counts()).containsEntry(CallKind.PROBE, 100_002L).containsEntry(CallKind.SEND, 0L);
    }

    private static Call probe(long number) {
        var path = "/v1/tenant/";
        return new Call(
                number,
                NOW,
                Host.HUB,
                CallKind.PROBE,
                "GET",
                path,
                200,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
