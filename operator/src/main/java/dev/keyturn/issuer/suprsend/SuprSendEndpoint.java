package dev.keyturn.issuer.suprsend;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A SuprSend deployment: the cloud, or one that is hosted elsewhere.
 *
 * @param name in the operator's configuration
 * @param management base of the management API, without a slash at the end
 * @param hub base of the API that keys are used at, without a slash at the end
 * @param allowPlainHttp whether material may travel unencrypted; for trials only
 * @param caBundle PEM certificates that are trusted besides the system's; read once, at the start
 * @param proxy {@code http://host:port}; absent: the JVM's own settings
 * @param requestsPerSecond at most, both hosts together
 */
public record SuprSendEndpoint(
        String name,
        URI management,
        URI hub,
        boolean allowPlainHttp,
        Optional<Path> caBundle,
        Optional<URI> proxy,
        int requestsPerSecond) {

    private static final int MOST_REQUESTS = 1000;

    /** @throws IllegalArgumentException with a sentence for a person that names the endpoint and what to write instead */
    public SuprSendEndpoint {
        management = base(name, "management", management, allowPlainHttp);
        hub = base(name, "hub", hub, allowPlainHttp);
        proxy.ifPresent(given -> checkProxy(name, given));
        if (requestsPerSecond < 1 || requestsPerSecond > MOST_REQUESTS) {
            throw wrong(name, "requestsPerSecond must be from 1 to " + MOST_REQUESTS);
        }
    }

    /**
     * Reads the CA bundle, where there is one, and forgets it.
     *
     * @throws IllegalArgumentException with a sentence for a person if it cannot be used
     */
    public void checkTrust() {
        caBundle.ifPresent(bundle -> Clients.trusting(name, bundle));
    }

    private static URI base(String name, String field, URI given, boolean allowPlainHttp) {
        refuseSurplus(name, field, given);
        var scheme = given.getScheme();
        if ("http".equalsIgnoreCase(scheme)) {
            if (!allowPlainHttp) {
                throw wrong(name, field + " must begin with https:// (or set allowPlainHttp: true, for trials)");
            }
        } else if (!"https".equalsIgnoreCase(scheme)) {
            throw wrong(name, field + " must begin with https://");
        }
        var text = given.toString();
        var end = text.length();
        while (text.charAt(end - 1) == '/') {
            end--;
        }
        return URI.create(text.substring(0, end));
    }

    private static void checkProxy(String name, URI given) {
        refuseSurplus(name, "proxy", given);
        var path = given.getRawPath();
        if (!"http".equalsIgnoreCase(given.getScheme())
                || given.getPort() < 1
                || !(path.isEmpty() || path.equals("/"))) {
            throw wrong(name, "proxy must be http://<host>:<port>");
        }
    }

    /** What is in the URI is never shown: user and password may be. */
    private static void refuseSurplus(String name, String field, URI given) {
        if (given.getRawUserInfo() != null
                || (given.getRawAuthority() != null && given.getRawAuthority().contains("@"))) {
            throw wrong(name, field + " must not have a user or password in it");
        }
        if (given.isOpaque() || given.getHost() == null) {
            throw wrong(name, field + " must be a URL with a host");
        }
        if (given.getRawQuery() != null || given.getRawFragment() != null) {
            throw wrong(name, field + " must not have a query or fragment");
        }
    }

    private static IllegalArgumentException wrong(String name, String sentence) {
        return new IllegalArgumentException("endpoint " + name + ": " + sentence);
    }
}
