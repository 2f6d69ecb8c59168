package dev.keyturn.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a process that lost the lease is ended at once, and when its end was wanted. */
final class WatchdogTest {

    private final AtomicInteger bites = new AtomicInteger();
    private final Watchdog watchdog = new Watchdog(bites::incrementAndGet);

    @Test
    void it_bites_once_where_the_lease_is_lost() {
        watchdog.watch(Duration.ofHours(1));

        watchdog.lost();
        watchdog.lost();

        assertThat(bites).hasValue(1);
    }

    @Test
    void it_does_not_bite_where_the_end_was_wanted() {
        watchdog.watch(Duration.ofHours(1));
        watchdog.rest();

        watchdog.lost();

        assertThat(bites).hasValue(0);
    }

    @Test
    void a_process_that_is_told_to_end_in_the_moment_in_which_it_is_elected_ends_as_it_was_told() {
        watchdog.rest();
        watchdog.watch(Duration.ofHours(1));

        watchdog.lost();

        assertThat(bites).hasValue(0);
    }
}
