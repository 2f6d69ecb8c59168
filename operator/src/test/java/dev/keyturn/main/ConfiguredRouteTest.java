package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.keyturn.issuer.suprsend.SuprSendApiKeys;
import dev.keyturn.plan.Reason;
import dev.keyturn.port.Material;
import dev.keyturn.port.Probed;
import dev.keyturn.port.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint as it is written in the configuration, behind a proxy and with a certificate of a CA of its own. */
final class ConfiguredRouteTest {

    private static final String PASSWORD = "of-a-test";

    @TempDir
    private static Path dir = Path.of("");

    @Test
    void the_hub_is_asked_through_the_proxy_and_known_by_its_own_ca() throws Exception {
        try (var hub = new Hub(dir);
                var proxy = new Proxy(hub.address())) {
            assertThat(probe(hub, proxy, true)).isEqualTo(new Probed.Accepted());
            assertThat(proxy.asked).containsExactly("CONNECT 127.0.0.1:" + hub.port() + " HTTP/1.1");
            assertThat(hub.asked).containsExactly("/v1/tenant/?limit=1");

            assertThat(probe(hub, proxy, false))
                    .as("without the bundle")
                    .isEqualTo(new Probed.Inconclusive(Reason.ProviderUnavailable, Optional.empty()));
            assertThat(hub.asked).hasSize(1);
        }
    }

    private static Probed probe(Hub hub, Proxy proxy, boolean trusting) throws Exception {
        var yaml = """
                own:
                  management: https://127.0.0.1:%d
                  hub: https://127.0.0.1:%1$d
                  proxy: http://127.0.0.1:%d
                """.formatted(hub.port(), proxy.port())
                + (trusting ? "  caBundle: " + dir.resolve("ca.pem") + "\n" : "");
        var given = ConfigurationFile.read(Optional.empty(), Map.of("KEYTURN_ENDPOINTS", yaml));
        try (var keys = new SuprSendApiKeys(Options.of(given, Optional.empty()).endpoints(), InstantSource.system())) {
            return keys.probe("own", Material.of("apiKey", Secret.ofText("SS.x")));
        }
    }

    /** Answers everything over TLS, with a certificate that no system trusts. */
    private static final class Hub implements AutoCloseable {
        private final HttpsServer server;
        private final List<String> asked = new CopyOnWriteArrayList<>();

        Hub(Path dir) throws Exception {
            var store = dir.resolve("store");
            keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=of a test", "-ext", "san=ip:127.0.0.1");
            keytool(store, "-exportcert", "-rfc", "-file", dir.resolve("ca.pem").toString());
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(identity(store)));
            server.createContext("/", exchange -> {
                asked.add(exchange.getRequestURI().toString());
                var body = "{\"results\":[]}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                try (exchange) {
                    exchange.getResponseBody().write(body);
                }
            });
            server.start();
        }

        private static SSLContext identity(Path store) throws Exception {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        }

        private static void keytool(Path store, String command, String... arguments) throws Exception {
            var words = new CopyOnWriteArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    command,
                    "-alias",
                    "test",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD));
            words.addAll(List.of(arguments));
            var process = new ProcessBuilder(words).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }

        InetSocketAddress address() {
            return server.getAddress();
        }

        int port() {
            return address().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    /** Opens tunnels to one address, whatever it is asked for. */
    private static final class Proxy implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<String> asked = new CopyOnWriteArrayList<>();

        Proxy(InetSocketAddress behind) throws IOException {
            Thread.startVirtualThread(() -> {
                while (!door.isClosed()) {
                    try {
                        var client = door.accept();
                        Thread.startVirtualThread(() -> tunnel(client, behind));
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }

        private void tunnel(Socket client, InetSocketAddress behind) {
            try (client;
                    var server = new Socket(behind.getAddress(), behind.getPort())) {
                asked.add(head(client.getInputStream()));
                client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                var back = Thread.startVirtualThread(() -> copy(server, client));
                copy(client, server);
                back.join();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** The first line of a request without a body; the rest of it is passed over. */
        private static String head(InputStream in) throws IOException {
            var text = new StringBuilder();
            while (text.indexOf("\r\n\r\n") < 0) {
                text.append((char) in.read());
            }
            return text.substring(0, text.indexOf("\r\n"));
        }

        private static void copy(Socket from, Socket to) {
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                in.transferTo(out);
            } catch (IOException e) {
                // One of both has hung up, and that ends the other way, too.
            }
        }

        int port() {
            return door.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }
}
