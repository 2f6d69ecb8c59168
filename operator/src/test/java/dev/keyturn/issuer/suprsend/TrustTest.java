package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.keyturn.plan.Reason;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import dev.keyturn.port.Issuer.Access;
import dev.keyturn.port.Probed;
import dev.keyturn.port.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
    private static final String PASSWORD = "of-a-test";

    @TempDir
    private static Path folder;

    private static HttpsServer server;
    private static final AtomicInteger requests = new AtomicInteger();

    @BeforeAll
    static void serve() throws Exception {
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=of a test",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12");
        keytool("-exportcert", "-rfc", "-file", folder.resolve("ca.pem").toString());
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity()));
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            try (exchange) {
                Canned.say(exchange, 200, "application/json", "{\"results\":[]}");
            }
        });
        server.start();
    }

    @BeforeEach
    void forgetRequests() {
        requests.set(0);
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static void keytool(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                arguments[0],
                "-alias",
                "test",
                "-keystore",
                folder.resolve("store").toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static SSLContext identity() throws Exception {
        var store = KeyStore.getInstance(folder.resolve("store").toFile(), PASSWORD.toCharArray());
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static SuprSendApiKeys keys(String host, Optional<Path> bundle) {
        var url = URI.create("https://" + host + ":" + server.getAddress().getPort());
        return new SuprSendApiKeys(
                Map.of("eu", new SuprSendEndpoint("eu", url, url, false, bundle, Optional.empty(), 5)),
                InstantSource.system());
    }

    private static Probed probe(SuprSendApiKeys keys) {
        return keys.probe("eu", Bench.material("SS.x"));
    }

    @Test
    void aBundleIsTrusted() {
        try (var keys = keys("127.0.0.1", Optional.of(folder.resolve("ca.pem")))) {
            assertThat(probe(keys)).isEqualTo(new Probed.Accepted());
            assertThat(requests).hasPositiveValue();
        }
    }

    @Test
    void aStrangerIsSentNothing() {
        try (var keys = keys("127.0.0.1", Optional.empty())) {
            assertThat(probe(keys)).isEqualTo(new Probed.Inconclusive(Reason.ProviderUnavailable, Optional.empty()));
            assertThat(keys.issue(new Access("eu", Secret.ofText("t")), "demo", "n", "d", Bench.soon()))
                    .isEqualTo(new Answer.Fault<>(Kind.TRANSIENT, Reason.ProviderUnavailable, Optional.empty()));
            assertThat(requests).hasValue(0);
        }
    }

    @Test
    void aTrustedCertificateOfAnotherHostIsAStrangers() {
        try (var keys = keys("localhost", Optional.of(folder.resolve("ca.pem")))) {
            assertThat(probe(keys)).isEqualTo(new Probed.Inconclusive(Reason.ProviderUnavailable, Optional.empty()));
            assertThat(requests).hasValue(0);
        }
    }

    @Test
    void aBundleThatCannotBeUsedIsNamedAtTheStart() throws IOException {
        var missing = folder.resolve("missing.pem");
        var empty = Files.createFile(folder.resolve("empty.pem"));
        var broken = Files.writeString(folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nno\n");

        assertThatThrownBy(() -> keys("localhost", Optional.of(missing)))
                .hasMessage("endpoint eu: caBundle " + missing + " cannot be read as PEM certificates");
        assertThatThrownBy(() -> keys("localhost", Optional.of(empty)))
                .hasMessage("endpoint eu: caBundle " + empty + " has no certificate");
        assertThatThrownBy(() -> keys("localhost", Optional.of(broken)))
                .hasMessage("endpoint eu: caBundle " + broken + " cannot be read as PEM certificates");
    }
}
