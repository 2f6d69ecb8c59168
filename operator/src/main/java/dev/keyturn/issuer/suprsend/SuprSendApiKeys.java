package dev.keyturn.issuer.suprsend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.plan.Reason;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Material;
import dev.keyturn.port.Probed;
import dev.keyturn.port.Secret;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * API keys of SuprSend workspaces. Several live side by side; a service token of the account makes, lists and deletes them at the
 * management host, and they are used at the hub.
 *
 * <p>Source: docs.suprsend.com, reference/create-workspace-api-key, list-workspace-api-keys, delete-workspace-api-key, list-workspaces.
 */
public final class SuprSendApiKeys implements Issuer, AutoCloseable {
    public static final String KIND = "SuprSendApiKey";
    public static final String FIELD = "apiKey";

    /** Of a call that has no deadline of its own: thirty seconds for its turn, and the exchange. */
    private static final Duration PATIENCE = Duration.ofSeconds(30).plus(Exchange.LONGEST);

    /** Of all pages of a list. */
    private static final Duration LISTING = Duration.ofMinutes(2);

    private static final Pages<Workspace> WORKSPACES = new Pages<>(SuprSendApiKeys::workspace, Workspace::uid);
    private static final Pages<Listed> KEYS = new Pages<>(SuprSendApiKeys::listed, Listed::id);

    private record Place(SuprSendEndpoint endpoint, Exchange exchange) {}

    private final Map<String, Place> places;
    private final InstantSource time;

    /** Reads the CA bundles; {@link IllegalArgumentException} names the endpoint whose bundle cannot be used. */
    public SuprSendApiKeys(Map<String, SuprSendEndpoint> endpoints, InstantSource time) {
        this(endpoints, time, CallObserver.NONE);
    }

    public SuprSendApiKeys(Map<String, SuprSendEndpoint> endpoints, InstantSource time, CallObserver observer) {
        this.time = time;
        places = endpoints.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> new Place(entry.getValue(), new Exchange(entry.getValue(), time, observer))));
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
                    ? made(received)
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
                    return Verdict.probed(
                            place.exchange().perform(Outgoing.get("probe", uri, authorization, patience())));
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
                            return Verdict.deleted(place.exchange()
                                    .perform(Outgoing.delete("revoke", uri, authorization, patience())));
                        })
                        .orElseGet(() -> Verdict.fault(Kind.REJECTED, Reason.ProviderUnusable)));
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        places.values().forEach(place -> place.exchange().close());
    }

    private <T> Answer<List<T>> everything(
            Pages<T> pages, String call, String path, Place place, String authorization) {
        var end = time.instant().plus(LISTING);
        return pages.all(offset -> {
            var uri = URI.create(place.endpoint().management() + path + "?limit=" + Pages.LIMIT + "&offset=" + offset);
            var deadline = patience();
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

    private Instant patience() {
        return time.instant().plus(PATIENCE);
    }

    /** Without an id or a value that can be used a key may have been made all the same. */
    private static Answer<Made> made(Reply.Received received) {
        var body = received.body().object();
        var id = body.flatMap(object -> Body.text(object, "id"))
                .filter(Texts::isToken)
                .filter(text -> Texts.segment(text).isPresent());
        var key = body.flatMap(object -> Body.text(object, "api_key")).filter(Texts::isToken);
        return id.isPresent() && key.isPresent()
                ? new Answer.Ok<>(new Made(id.get(), Material.of(FIELD, Secret.ofText(key.get()))))
                : Verdict.unusable();
    }

    private static Optional<Workspace> workspace(JsonNode row) {
        return Body.text(row, "uid")
                .flatMap(uid -> Body.text(row, "slug")
                        .map(slug ->
                                new Workspace(slug, uid, Body.text(row, "mode").orElse(""))));
    }

    private static Optional<Listed> listed(JsonNode row) {
        var deleted = row.path("is_deleted");
        if (!deleted.isBoolean() && !deleted.isMissingNode()) {
            return Optional.empty();
        }
        return Body.text(row, "id")
                .map(id -> new Listed(
                        id,
                        Body.text(row, "name").orElse(""),
                        deleted.booleanValue(),
                        Body.text(row, "created_at")
                                .map(SuprSendApiKeys::instant)
                                .orElse(null)));
    }

    /** For display only. */
    private static @Nullable Instant instant(String text) {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
