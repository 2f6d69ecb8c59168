package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Reason;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import dev.keyturn.port.Probed;
import dev.keyturn.port.Warrant;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of calls when connections do not do what they should. */
class ConnectionsTest {

    private static <T> Answer<T> fault(Kind kind) {
        return new Answer.Fault<>(kind, Reason.ProviderUnavailable, Optional.empty());
    }

    private static void assertNothingWasSent(SuprSendApiKeys keys) {
        assertThat(keys.workspaces(Bench.access("t"))).isEqualTo(fault(Kind.TRANSIENT));
        assertThat(keys.list(Bench.access("t"), "demo")).isEqualTo(fault(Kind.TRANSIENT));
        assertThat(keys.issue(Bench.access("t"), "demo", "n", "d", Bench.soon()))
                .isEqualTo(fault(Kind.TRANSIENT));
        assertThat(keys.revoke(Bench.access("t"), "demo", "a", Bench.soon())).isEqualTo(fault(Kind.TRANSIENT));
        assertThat(keys.probe(Bench.ENDPOINT, Bench.material("SS.x")))
                .isEqualTo(new Probed.Inconclusive(Reason.ProviderUnavailable, Optional.empty()));
    }

    @Test
    void aRefusedConnectionSendsNothing() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (var keys = Bench.keys(URI.create("http://127.0.0.1:" + port))) {
            assertNothingWasSent(keys);
        }
    }

    @Test
    void aHostThatDoesNotExistIsSentNothing() {
        try (var keys = Bench.keys(URI.create("http://nobody.invalid"))) {
            assertNothingWasSent(keys);
        }
    }

    @Test
    void aKeyIsAskedForOnceOnANewConnectionThatBreaks() throws IOException {
        try (var server = new Breaking(0);
                var keys = Bench.keys(server.url())) {
            assertThat(keys.issue(Bench.access("t"), "demo", "n", "d", Bench.soon()))
                    .isEqualTo(fault(Kind.UNKNOWN));
            assertThat(server.heads).hasValue(1);
            assertThat(server.bodies).hasValue(1);
        }
    }

    @Test
    void aKeyIsAskedForOnceOnAKeptConnectionThatBreaks() throws IOException {
        try (var server = new Breaking(1);
                var keys = Bench.keys(server.url())) {
            assertThat(keys.list(Bench.access("t"), "demo")).isInstanceOf(Answer.Ok.class);

            assertThat(keys.issue(Bench.access("t"), "demo", "n", "d", Bench.soon()))
                    .isEqualTo(fault(Kind.UNKNOWN));
            assertThat(server.heads).hasValue(2);
            assertThat(server.bodies).hasValue(1);
        }
    }

    @Test
    void aKeyIsRevokedOnceOnAKeptConnectionThatBreaks() throws IOException {
        try (var server = new Breaking(1);
                var keys = Bench.keys(server.url())) {
            assertThat(keys.list(Bench.access("t"), "demo")).isInstanceOf(Answer.Ok.class);

            assertThat(keys.revoke(Bench.access("t"), "demo", "a", Bench.soon()))
                    .isEqualTo(fault(Kind.UNKNOWN));
            assertThat(server.heads).hasValue(2);
        }
    }

    /** The property is read once in the life of a process, so it takes another one. */
    @Test
    void aKeyIsAskedForOnceEvenWhereTheJvmIsToldToRepeatEverything() throws Exception {
        try (var server = new Breaking(0)) {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var process = new ProcessBuilder(
                            java,
                            "-Djdk.httpclient.enableAllMethodRetry=true",
                            "-cp",
                            System.getProperty("java.class.path"),
                            AskForAKey.class.getName(),
                            server.url().toString())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said).endsWith("Fault[kind=UNKNOWN, reason=ProviderUnavailable, after=Optional.empty]\n");
            assertThat(server.heads).as("the client did repeat").hasValue(2);
            assertThat(server.bodies).hasValue(1);
        }
    }

    @Test
    void theDeadlineIsOverTheBodyToo() throws Exception {
        var gone = new CountDownLatch(1);
        try (var server = Canned.handling(exchange -> {
                    exchange.sendResponseHeaders(201, 0);
                    try {
                        trickle(exchange.getResponseBody(), gone);
                    } catch (IOException e) {
                        gone.countDown();
                        throw e;
                    }
                });
                var keys = Bench.keys(server.url())) {
            assertThat(within(Duration.ofSeconds(3), keys)).isEqualTo(fault(Kind.UNKNOWN));
            assertThat(server.requests).hasSize(1);
            assertThat(gone.await(20, TimeUnit.SECONDS))
                    .as("the connection is closed")
                    .isTrue();
        }
    }

    @Test
    void aServerThatAcceptsAndSaysNothingIsGivenUp() throws IOException {
        try (var server = Canned.handling(_ -> silent());
                var keys = Bench.keys(server.url())) {
            assertThat(within(Duration.ofSeconds(3), keys)).isEqualTo(fault(Kind.UNKNOWN));
            assertThat(server.requests).hasSize(1);
        }
    }

    /** Asks for a key with this much time, and sees that it does not take much more, though nobody else ends the call. */
    private static Answer<?> within(Duration deadline, SuprSendApiKeys keys) {
        var begun = Instant.now();
        var answer = keys.issue(Bench.access("t"), "demo", "n", "d", Warrant.until(begun.plus(deadline)));
        assertThat(Duration.between(begun, Instant.now())).isLessThan(deadline.plusSeconds(15));
        return answer;
    }

    /** A byte now and then, until the other side has gone. */
    private static void trickle(OutputStream body, CountDownLatch gone) throws IOException {
        try {
            do {
                body.write(' ');
                body.flush();
            } while (!gone.await(20, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            throw new InterruptedIOException();
        }
    }

    private static void silent() throws InterruptedIOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            throw new InterruptedIOException();
        }
    }
}
