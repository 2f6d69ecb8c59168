package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Brake;
import dev.keyturn.plan.Reason;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said where the API server's clock and this one are apart, whichever of them is behind. */
final class ServerClockTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final String HELD =
            "nothing turns on schedule and nothing dies by the clock until one of them is put right; what a person asks for turns, and what"
                    + " was exposed dies";

    /** An answer of which only the date is looked at. */
    private record Answered(Instant at) implements HttpResponse<Object> {
        @Override
        public List<String> headers(String key) {
            return key.equals("Date")
                    ? List.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(ZoneOffset.UTC)))
                    : List.of();
        }

        @Override
        public Map<String, List<String>> headers() {
            return Map.of("Date", headers("Date"));
        }

        @Override
        public int code() {
            return 200;
        }

        @Override
        public Object body() {
            return "";
        }

        @Override
        public HttpRequest request() {
            throw new UnsupportedOperationException("of an answer the clock reads its date alone");
        }

        @Override
        public Optional<HttpResponse<?>> previousResponse() {
            return Optional.empty();
        }
    }

    private static ServerClock told(Duration ahead) {
        var clock = new ServerClock(() -> NOW);
        var answer = new Answered(NOW.plus(ahead));
        clock.after(
                new StandardHttpRequest.Builder()
                        .uri("https://kubernetes.example")
                        .build(),
                answer,
                (_, _) -> {});
        return clock;
    }

    @ParameterizedTest
    @CsvSource({"121, 121 s ahead of", "300, 300 s ahead of", "-121, 121 s behind", "-300, 300 s behind"})
    void more_than_two_minutes_apart_it_holds_what_goes_by_the_clock_and_says_which_is_behind(int ahead, String words) {
        try (var clock = told(Duration.ofSeconds(ahead))) {
            assertThat(clock.on())
                    .contains(new Brake(
                            Reason.ClockSuspect,
                            "the operator's clock and the API server's are more than two minutes apart: " + HELD));
            assertThat(clock.ahead()).isEqualTo(Duration.ofSeconds(ahead));
            assertThat(ServerClock.apart(clock.ahead()))
                    .isEqualTo("the API server's clock is " + words + " this one: " + HELD);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "120", "-120"})
    void two_minutes_are_a_matter_of_clocks(int ahead) {
        try (var clock = told(Duration.ofSeconds(ahead))) {
            assertThat(clock.on()).isEmpty();
        }
    }
}
