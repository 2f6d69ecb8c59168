package dev.keyturn.main;

import dev.keyturn.issuer.suprsend.SuprSendEndpoint;
import dev.keyturn.main.Configuration.EndpointConfiguration;
import dev.keyturn.port.Accounts.Endpoint;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outside systems as configured, with the one that is built in. */
final class EndpointOptions {

    private static final EndpointConfiguration NOTHING_SAID =
            new EndpointConfiguration(null, null, null, null, null, null, null, null);

    private EndpointOptions() {}

    static Map<String, EndpointConfiguration> all(Configuration given) {
        var endpoints = new LinkedHashMap<String, EndpointConfiguration>();
        endpoints.put(
                "cloud",
                new EndpointConfiguration(
                        "https://management-api.suprsend.com",
                        "https://hub.suprsend.com",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        if (given.endpoints() != null) {
            // YAML has nulls where the type has none.
            given.endpoints()
                    .forEach((name, endpoint) -> endpoints.put(name, endpoint == null ? NOTHING_SAID : endpoint));
        }
        return endpoints;
    }

    static Endpoint rule(String name, EndpointConfiguration given, List<String> errors) {
        var proofs = given.proofs();
        var at = "endpoints." + name + ".";
        int times = proofs == null || proofs.times() == null ? Endpoint.UNKNOWN.times() : proofs.times();
        Check.that(times >= 1 && times <= 20, errors, at + "proofs.times must be from 1 to 20");
        return new Endpoint(
                true,
                times,
                Check.duration(
                        at + "proofs.over",
                        proofs == null ? null : proofs.over(),
                        Endpoint.UNKNOWN.over(),
                        over -> over.compareTo(Duration.ofMinutes(1)) <= 0,
                        errors),
                Check.duration(
                        at + "sweepFor",
                        given.sweepFor(),
                        Endpoint.UNKNOWN.sweepFor(),
                        sweep -> sweep.compareTo(Duration.ofDays(1)) <= 0,
                        errors));
    }

    /** Its CA bundle is read once here, so that one that cannot be used is known before anything is touched. */
    static Optional<SuprSendEndpoint> suprSend(String name, EndpointConfiguration given, List<String> errors) {
        var at = "endpoints." + name;
        if (given.management() == null || given.hub() == null) {
            errors.add(at + " needs both management and hub, each a URL");
            return Optional.empty();
        }
        try {
            var endpoint = new SuprSendEndpoint(
                    name,
                    url("management", given.management()),
                    url("hub", given.hub()),
                    Boolean.TRUE.equals(given.allowPlainHttp()),
                    Optional.ofNullable(given.caBundle()).map(Path::of),
                    Optional.ofNullable(given.proxy()).map(proxy -> url("proxy", proxy)),
                    given.requestsPerSecond() == null ? 5 : given.requestsPerSecond());
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
