package dev.keyturn.plan.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A resource deleted at each call of a scheduled rotation and applied again, sooner or later. */
final class ReapplyTest {

    private static final int MOST_CALLS = 32;

    /** Within the delay nothing turns but what was to turn anyway, and nothing dies but what was to die. */
    @Test
    void withinTheDelayNothingIsLost() {
        for (var call = 0; call < MOST_CALLS; call++) {
            reappliedAfter(call, Duration.ofMinutes(20)).settledAt(2);
        }
    }

    /** After it there is exactly one new key, whatever of the old ones was dead by then. */
    @Test
    void afterTheDelayThereIsOneNewKey() {
        var revisions = 0;
        for (var call = 0; call < MOST_CALLS; call++) {
            for (var later = 0; later < 30; later++) {
                var delay = Duration.ofMinutes(60).plusMillis(200).plusMillis(later * 100L);
                var run = reappliedAfter(call, delay);
                var secret = run.world.secret();
                run.settledAt(secret == null ? 0 : secret.revision());
                revisions = Math.max(revisions, secret == null ? 0 : secret.revision());
            }
        }
        assertThat(revisions).isEqualTo(3);
    }

    private static Run reappliedAfter(int call, Duration delay) {
        var run = new Run(Choices.departing(Map.of()), 1, Duration.ofHours(1), Duration.ofHours(5)).withAKeyThatIsDue();
        run.until(call, () -> run.wanted.deleted = true, delay);
        run.applyAgain();
        return run.until(Integer.MAX_VALUE, () -> {});
    }
}
