package dev.keyturn.issuer.suprsend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.plan.Reason;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import dev.keyturn.port.Issuer.Access;
import dev.keyturn.port.Issuer.Made;
import dev.keyturn.port.Issuer.Workspace;
import dev.keyturn.port.Warrant;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The endpoints of the operator's configuration. Each has one client and one pace, which all kinds of keys share: the rate of an endpoint
 * is for all that is asked of it.
 */
public final class SuprSendClient implements AutoCloseable {
    private static final Pages<Workspace> WORKSPACES = new Pages<>(Rows::workspace, Workspace::uid);

    /** An endpoint and the way to it. */
    record Place(SuprSendEndpoint endpoint, Exchange exchange) {
        URI management(String path) {
            return URI.create(endpoint.management() + path);
        }

        URI hub(String path) {
            return URI.create(endpoint.hub() + path);
        }
    }

    /** A question about something in a workspace; {@code path} is that of the collection and ends with a slash. */
    @FunctionalInterface
    interface InWorkspace<T> {
        Answer<T> ask(Place place, String path, String authorization);
    }

    private final Map<String, Place> places;
    private final InstantSource time;
    private final Patience patience;

    /** Reads the CA bundles; {@link IllegalArgumentException} names the endpoint whose bundle cannot be used. */
    public SuprSendClient(Map<String, SuprSendEndpoint> endpoints, InstantSource time, CallObserver observer) {
        this(endpoints, time, observer, Patience.DEFAULTS);
    }

    SuprSendClient(
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

    Optional<Place> place(String endpoint) {
        return Optional.ofNullable(places.get(endpoint));
    }

    InstantSource time() {
        return time;
    }

    /** The deadline of a call that has none of its own. */
    Instant soon() {
        return time.instant().plus(patience.call());
    }

    Answer<List<Workspace>> workspaces(Access access) {
        return managed(access, (place, authorization) -> switch (everything(
                WORKSPACES, "workspaces", "/v1/workspace/", place, authorization)) {
            // There is a workspace list wherever there is a management API.
            case Answer.Fault<List<Workspace>>(var kind, var _, var after)
            when kind == Kind.MISSING -> new Answer.Fault<>(kind, Reason.ProviderUnusable, after);
            case Answer<List<Workspace>> other -> other;
        });
    }

    /** All pages of a list. */
    <T> Answer<List<T>> everything(Pages<T> pages, String call, String path, Place place, String authorization) {
        var end = time.instant().plus(patience.listing());
        return pages.all(offset -> {
            var uri = place.management(path + "?limit=" + Pages.LIMIT + "&offset=" + offset);
            var deadline = soon();
            return place.exchange()
                    .perform(Outgoing.get(call, uri, authorization, deadline.isBefore(end) ? deadline : end));
        });
    }

    /** Asks at the management host about the collection of a workspace. */
    <T> Answer<T> inWorkspace(Access access, String workspace, String collection, InWorkspace<T> question) {
        return managed(
                access,
                (place, authorization) -> Texts.segment(workspace)
                        .map(segment -> question.ask(place, "/v1/" + segment + "/" + collection + "/", authorization))
                        .orElseGet(() -> Verdict.fault(Kind.MISSING, Reason.WorkspaceUnknown)));
    }

    <T> Answer<T> managed(Access access, BiFunction<Place, String, Answer<T>> question) {
        var place = places.get(access.endpoint());
        if (place == null) {
            return Verdict.fault(Kind.REJECTED, Reason.EndpointUnknown);
        }
        return Texts.authorization("ServiceToken", access.token())
                .map(authorization -> question.apply(place, authorization))
                .orElseGet(() -> Verdict.fault(Kind.UNAUTHORIZED, Reason.AccountUnauthorized));
    }

    /** All records of a collection. */
    <T> Answer<List<T>> list(Access access, String workspace, String collection, Pages<T> pages) {
        return inWorkspace(
                access,
                workspace,
                collection,
                (place, path, authorization) -> everything(pages, "list", path, place, authorization));
    }

    /** Makes a record of a collection. */
    Answer<Made> create(
            Access access,
            String workspace,
            String collection,
            byte[] body,
            Warrant warrant,
            Function<JsonNode, Optional<Made>> read) {
        return inWorkspace(access, workspace, collection, (place, path, authorization) -> {
            var reply = place.exchange()
                    .perform(Outgoing.post("issue", place.management(path), authorization, body, warrant));
            return reply instanceof Reply.Received received && (received.status() == 201 || received.status() == 200)
                    ? received.body()
                            .object()
                            .flatMap(read)
                            .<Answer<Made>>map(Answer.Ok::new)
                            .orElseGet(Verdict::unusable)
                    : Verdict.fault(reply);
        });
    }

    /** Deletes a record of a collection. */
    Answer<Boolean> delete(Access access, String workspace, String collection, String id, Warrant warrant) {
        return inWorkspace(
                access,
                workspace,
                collection,
                (place, path, authorization) -> Texts.segment(id)
                        .map(segment -> Verdict.deleted(place.exchange()
                                .perform(Outgoing.delete(
                                        "revoke", place.management(path + segment + "/"), authorization, warrant))))
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
}
