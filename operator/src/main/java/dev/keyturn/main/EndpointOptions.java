package dev.keyturn.main;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keyturn.issuer.suprsend.SuprSendEndpoint;
import dev.keyturn.port.Accounts.Endpoint;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outside systems as configured, with the one that is built in. */
final class EndpointOptions {

    private EndpointOptions() {}

    /** SuprSend's own, which a configuration may say otherwise. */
    static Map<String, Given.Endpoint> all(Given given) {
        var endpoints = new LinkedHashMap<String, Given.Endpoint>();
        endpoints.put(
                "cloud",
                new Given.Endpoint(JsonNodeFactory.instance
                        .objectNode()
                        .put(Catalogue.MANAGEMENT.path(), "https://management-api.suprsend.com")
                        .put(Catalogue.HUB.path(), "https://hub.suprsend.com")));
        endpoints.putAll(given.endpoints());
        return endpoints;
    }

    static Endpoint rule(Given.Endpoint given) {
        return new Endpoint(
                true,
                given.get(Catalogue.PROOF_TIMES),
                given.get(Catalogue.PROOF_OVER),
                given.get(Catalogue.SWEEP_FOR));
    }

    /** Its CA bundle is read once here, so that one that cannot be used is known before anything is touched. */
    static Optional<SuprSendEndpoint> suprSend(String name, Given.Endpoint given, List<String> errors) {
        var at = Catalogue.ENDPOINTS + "." + name;
        var management = given.find(Catalogue.MANAGEMENT);
        var hub = given.find(Catalogue.HUB);
        if (management.isEmpty() || hub.isEmpty()) {
            errors.add(at + " needs both management and hub, each a URL");
            return Optional.empty();
        }
        try {
            var endpoint = new SuprSendEndpoint(
                    name,
                    url("management", management.get()),
                    url("hub", hub.get()),
                    given.get(Catalogue.ALLOW_PLAIN_HTTP),
                    given.find(Catalogue.CA_BUNDLE).map(Path::of),
                    given.find(Catalogue.PROXY).map(proxy -> url("proxy", proxy)),
                    given.get(Catalogue.REQUESTS_PER_SECOND));
            endpoint.checkTrust();
            return Optional.of(endpoint);
        } catch (IllegalArgumentException e) {
            errors.add(at + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** What is written there is not repeated: user and password may be in it. */
    private static URI url(String field, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(field + " is no URL, at character " + (e.getIndex() + 1), e);
        }
    }
}
