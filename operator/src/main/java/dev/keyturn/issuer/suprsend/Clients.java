package dev.keyturn.issuer.suprsend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the HTTP client of an endpoint. */
final class Clients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private Clients() {}

    /**
     * A client that follows nothing and knows no password.
     *
     * <p>HTTP/1.1 only: there a failure belongs to one request, a cancelled request is a closed connection, and the client repeats nothing
     * by itself that changes something ({@link OneTimeBody} says what it does). The few calls of an operator have no use for more.
     */
    static HttpClient of(SuprSendEndpoint endpoint) {
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
        endpoint.caBundle().ifPresent(bundle -> builder.sslContext(trusting(endpoint.name(), bundle)));
        endpoint.proxy()
                .ifPresent(proxy -> builder.proxy(
                        ProxySelector.of(InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort()))));
        return builder.build();
    }

    static SSLContext trusting(String name, Path bundle) {
        try {
            var trusted = new ArrayList<Certificate>(systemAnchors());
            trusted.addAll(certificates(name, bundle));
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int at = 0; at < trusted.size(); at++) {
                store.setCertificateEntry("ca-" + at, trusted.get(at));
            }
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "endpoint " + name + ": caBundle " + bundle + " cannot be read as PEM certificates", e);
        }
    }

    private static Collection<? extends Certificate> certificates(String name, Path bundle)
            throws GeneralSecurityException, IOException {
        try (var in = Files.newInputStream(bundle)) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IllegalArgumentException("endpoint " + name + ": caBundle " + bundle + " has no certificate");
            }
            return found;
        }
    }

    private static List<X509Certificate> systemAnchors() throws GeneralSecurityException {
        var anchors = new ArrayList<X509Certificate>();
        for (var manager : managers(null)) {
            if (manager instanceof X509TrustManager x509) {
                anchors.addAll(List.of(x509.getAcceptedIssuers()));
            }
        }
        return anchors;
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
