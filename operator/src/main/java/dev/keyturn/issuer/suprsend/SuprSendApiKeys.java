package dev.keyturn.issuer.suprsend;

import dev.keyturn.plan.Reason;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Material;
import dev.keyturn.port.Probed;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * API keys of SuprSend workspaces. Several live side by side; a service token of the account makes, lists and deletes them at the
 * management host, and they are used at the hub.
 *
 * <p>Source: docs.suprsend.com, reference/create-workspace-api-key, list-workspace-api-keys, delete-workspace-api-key, list-workspaces.
 */
public final class SuprSendApiKeys implements Issuer, AutoCloseable {
    public static final String KIND = "SuprSendApiKey";
    public static final String FIELD = "apiKey";

    private static final Pages<Workspace> WORKSPACES = new Pages<>(Rows::workspace, Workspace::uid);
    private static final Pages<Listed> KEYS = new Pages<>(Rows::listed, Listed::id);

    private record Place(SuprSendEndpoint endpoint, Exchange exchange) {}

    private final Map<String, Place> places;
    private final InstantSource time;
    private final Patience patience;

    /** Reads the CA bundles; {@link IllegalArgumentException} names the endpoint whose bundle cannot be used. */
    public SuprSendApiKeys(Map<String, SuprSendEndpoint> endpoints, InstantSource time) {
        this(endpoints, time, CallObserver.NONE);
    }

    public SuprSendApiKeys(Map<String, SuprSendEndpoint> endpoints, InstantSource time, CallObserver observer) {
        this(endpoints, time, observer, Patience.DEFAULTS);
    }

    SuprSendApiKeys(
            Map<String, SuprSendEndpoint> endpoints, InstantSource time, CallObserver observer, Patience patience) {
        this.time = time;
        this.patience = patience;
        places = endpoints.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> new Place(
                                entry.getValue(),
                                new Exchange(entry.getValue(), time, observer, patience.exchange()))));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Strategy strategy() {
        return Strategy.OVERLAP;
    }

    @Override
    public Set<String> fields() {
        return Set.of(FIELD);
    }

    @Override
    public Answer<List<Workspace>> workspaces(Access access) {
        return managed(access, (place, authorization) -> switch (everything(
                WORKSPACES, "workspaces", "/v1/workspace/", place, authorization)) {
            // There is a workspace list wherever there is a management API.
            case Answer.Fault<List<Workspace>>(var kind, var _, var after)
            when kind == Kind.MISSING -> new Answer.Fault<>(kind, Reason.ProviderUnusable, after);
            case Answer<List<Workspace>> other -> other;
        });
    }

    @Override
    public Answer<List<Listed>> list(Access access, String workspace) {
        return inWorkspace(
                access,
                workspace,
                (place, path, authorization) -> everything(KEYS, "list", path, place, authorization));
    }

    @Override
    public Answer<Made> issue(Access access, String workspace, String name, String description, Instant deadline) {
        return inWorkspace(access, workspace, (place, path, authorization) -> {
            var uri = URI.create(place.endpoint().management() + path);
            var body = Body.newKey(name, description);
            var reply = place.exchange().perform(Outgoing.post("issue", uri, authorization, body, deadline));
            return reply instanceof Reply.Received received && (received.status() == 201 || received.status() == 200)
                    ? received.body()
                            .object()
                            .flatMap(Rows::made)
                            .<Answer<Made>>map(Answer.Ok::new)
                            .orElseGet(Verdict::unusable)
                    : Verdict.fault(reply);
        });
    }

    @Override
    public Probed probe(String endpoint, Material material) {
        var place = places.get(endpoint);
        if (place == null) {
            return new Probed.Inconclusive(Reason.EndpointUnknown, Optional.empty());
        }
        return Texts.authorization("Bearer", material.field(FIELD))
                .map(authorization -> {
                    var uri = URI.create(place.endpoint().hub() + "/v1/tenant/?limit=1");
                    return Verdict.probed(place.exchange().perform(Outgoing.get("probe", uri, authorization, soon())));
                })
                .orElseGet(() -> new Probed.Inconclusive(Reason.ProviderUnusable, Optional.empty()));
    }

    @Override
    public Answer<Boolean> revoke(Access access, String workspace, String id) {
        return inWorkspace(
                access,
                workspace,
                (place, path, authorization) -> Texts.segment(id)
                        .map(segment -> {
                            var uri = URI.create(place.endpoint().management() + path + segment + "/");
                            return Verdict.deleted(
                                    place.exchange().perform(Outgoing.delete("revoke", uri, authorization, soon())));
                        })
                        .orElseGet(() -> Verdict.fault(Kind.REJECTED, Reason.ProviderUnusable)));
    }

    /** Gives up whatever waits for its turn and would change nothing; the thread that asked is interrupted. */
    public void leave() {
        places.values().forEach(place -> place.exchange().leave());
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        places.values().forEach(place -> place.exchange().close());
    }

    private <T> Answer<List<T>> everything(
            Pages<T> pages, String call, String path, Place place, String authorization) {
        var end = time.instant().plus(patience.listing());
        return pages.all(offset -> {
            var uri = URI.create(place.endpoint().management() + path + "?limit=" + Pages.LIMIT + "&offset=" + offset);
            var deadline = soon();
            return place.exchange()
                    .perform(Outgoing.get(call, uri, authorization, deadline.isBefore(end) ? deadline : end));
        });
    }

    @FunctionalInterface
    private interface InWorkspace<T> {
        Answer<T> ask(Place place, String path, String authorization);
    }

    private <T> Answer<T> inWorkspace(Access access, String workspace, InWorkspace<T> question) {
        return managed(
                access,
                (place, authorization) -> Texts.segment(workspace)
                        .map(segment -> question.ask(place, "/v1/" + segment + "/ws_api_key/", authorization))
                        .orElseGet(() -> Verdict.fault(Kind.MISSING, Reason.WorkspaceUnknown)));
    }

    private <T> Answer<T> managed(Access access, BiFunction<Place, String, Answer<T>> question) {
        var place = places.get(access.endpoint());
        if (place == null) {
            return Verdict.fault(Kind.REJECTED, Reason.EndpointUnknown);
        }
        return Texts.authorization("ServiceToken", access.token())
                .map(authorization -> question.apply(place, authorization))
                .orElseGet(() -> Verdict.fault(Kind.UNAUTHORIZED, Reason.AccountUnauthorized));
    }

    private Instant soon() {
        return time.instant().plus(patience.call());
    }
}
