package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                             | PT7S",
                "' 7 '                         | PT7S",
                "3600                          | PT1H",
                "3601                          | PT1H",
                "99999999999999999999999       | PT1H",
                "0                             | ",
                "-5                            | ",
                "1.5                           | ",
                "soon                          | ",
                "''                            | ",
                "Sun, 01 Mar 2026 12:00:30 GMT | PT30S",
                "Sun, 01 Mar 2026 23:00:00 GMT | PT1H",
                "Sun, 01 Mar 2026 11:00:00 GMT | ",
                "Mon, 01 Mar 2026 12:00:30 GMT | "
            })
    void isRead(String header, Duration wished) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(Optional.ofNullable(wished));
    }
}
