package dev.keyturn.issuer.suprsend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.plan.Guide;
import dev.keyturn.plan.Reason;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import dev.keyturn.port.InPlace;
import dev.keyturn.port.Issuer.Access;
import dev.keyturn.port.Material;
import dev.keyturn.port.Warrant;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The pair of key and secret that comes with a workspace: it can not be deleted, and turns in place. Its key stays, its secret is replaced,
 * without a documented grace.
 *
 * <p>Source: docs.suprsend.com, reference/list-workspace-keys, get-workspace-key, rotate-workspace-key; for the bridge, which is documented nowhere,
 * the official CLI ({@code mgmnt/client.go}) and agents SDK ({@code client.py}). Deployments of before the autumn of 2026 know the bridge alone.
 */
public final class SuprSendDefaultPairs implements InPlace {
    private static final String COLLECTION = "ws_key";
    private static final Pages<Rows.Pair> PAIRS = new Pages<>(Rows::pair, Rows.Pair::id);

    private final SuprSendClient client;

    public SuprSendDefaultPairs(SuprSendClient client) {
        this.client = client;
    }

    @Override
    public Guide guide(String workspace) {
        return new Guide(
                "ask SuprSend's support (support@suprsend.com) to replace the secret of the workspace key of workspace "
                        + workspace,
                "",
                List.of(SuprSendWorkspaceKeys.KEY, SuprSendWorkspaceKeys.SECRET));
    }

    /**
     * A 404 says that the deployment does not know pairs only beside API keys that are there: it is no workspace that is missing then, and no
     * management host. Which form it has says nothing: web frameworks answer with a page.
     */
    @Override
    public Answer<Reach> reach(Access access, String workspace) {
        return glance(access, workspace, COLLECTION, pairs -> {
            if (Verdict.isList(pairs)) {
                return new Answer.Ok<>(Reach.TURN);
            }
            return hasStatus(pairs, 404)
                    ? glance(
                            access,
                            workspace,
                            SuprSendApiKeys.COLLECTION,
                            keys -> Verdict.isList(keys) ? bridged(access, workspace) : Verdict.fault(keys))
                    : Verdict.fault(pairs);
        });
    }

    private Answer<Reach> glance(
            Access access, String workspace, String collection, Function<Reply, Answer<Reach>> meaning) {
        return client.inWorkspace(
                access,
                workspace,
                collection,
                (place, path, authorization) -> meaning.apply(place.exchange()
                        .perform(Outgoing.get(
                                "list", place.management(path + "?limit=1"), authorization, client.soon()))));
    }

    private Answer<Reach> bridged(Access access, String workspace) {
        return bridge(access, workspace, reply -> {
            if (onBridge(reply).isPresent()) {
                return new Answer.Ok<>(Reach.READ);
            }
            // A bridge that lets nobody over is none.
            return hasStatus(reply, 404) || hasStatus(reply, 401) || hasStatus(reply, 403)
                    ? new Answer.Ok<>(Reach.NONE)
                    : Verdict.fault(reply);
        });
    }

    @Override
    public Answer<Shown> byDefault(Access access, String workspace) {
        return switch (client.list(access, workspace, COLLECTION, PAIRS)) {
            case Answer.Ok<List<Rows.Pair>>(var pairs) ->
                pairs.stream()
                        .filter(pair -> pair.isDefault() && !pair.deleted())
                        .findFirst()
                        .flatMap(Rows.Pair::shown)
                        .<Answer<Shown>>map(Answer.Ok::new)
                        .orElseGet(Verdict::unusable);
            case Answer.Fault<List<Rows.Pair>> fault -> fault.as();
        };
    }

    @Override
    public Answer<Shown> read(Access access, String workspace, String id) {
        return about(access, workspace, id, "", (uri, token) -> Outgoing.get("read", uri, token, client.soon()));
    }

    /** A PATCH is repeated by nobody; if a proxy did, the answer to the last one would have the value that lives. */
    @Override
    public Answer<Shown> turn(Access access, String workspace, String id, Warrant warrant) {
        return about(access, workspace, id, "rotate/", (uri, token) -> Outgoing.patch("turn", uri, token, warrant));
    }

    /** Asks about one record. What is told of another one is no answer. */
    private Answer<Shown> about(
            Access access, String workspace, String id, String suffix, BiFunction<URI, String, Outgoing> request) {
        return client.inWorkspace(
                access,
                workspace,
                COLLECTION,
                (place, path, authorization) -> Texts.segment(id)
                        .map(segment -> place.exchange()
                                .perform(request.apply(place.management(path + segment + "/" + suffix), authorization)))
                        .map(reply -> hasStatus(reply, 200) || hasStatus(reply, 202)
                                ? object(reply)
                                        .flatMap(Rows::pair)
                                        .filter(pair -> pair.id().equals(id) && !pair.deleted())
                                        .flatMap(Rows.Pair::shown)
                                        .<Answer<Shown>>map(Answer.Ok::new)
                                        .orElseGet(Verdict::unusable)
                                : Verdict.<Shown>ofRecord(reply))
                        .orElseGet(() -> Verdict.fault(Kind.REJECTED, Reason.ProviderUnusable)));
    }

    /** The hub's word about a service token is not that of its own host: it condemns none. */
    @Override
    public Answer<Material> overBridge(Access access, String workspace) {
        return bridge(
                access,
                workspace,
                reply -> onBridge(reply)
                        .<Answer<Material>>map(Answer.Ok::new)
                        .orElseGet(() -> hasStatus(reply, 401)
                                ? Verdict.fault(Kind.REJECTED, Reason.AccountUnauthorized)
                                : Verdict.fault(reply)));
    }

    private <T> Answer<T> bridge(Access access, String workspace, Function<Reply, Answer<T>> meaning) {
        return client.managed(
                access,
                (place, authorization) -> Texts.segment(workspace)
                        .map(segment -> meaning.apply(place.exchange()
                                .perform(Outgoing.get(
                                        "bridge",
                                        place.hub("/v1/" + segment + "/ws_key/bridge/"),
                                        authorization,
                                        client.soon()))))
                        .orElseGet(() -> Verdict.fault(Kind.MISSING, Reason.WorkspaceUnknown)));
    }

    private static Optional<Material> onBridge(Reply reply) {
        return hasStatus(reply, 200) ? object(reply).flatMap(Rows::keyAndSecret) : Optional.empty();
    }

    private static Optional<JsonNode> object(Reply reply) {
        return reply instanceof Reply.Received received ? received.body().object() : Optional.empty();
    }

    private static boolean hasStatus(Reply reply, int status) {
        return reply.statusOrZero() == status;
    }
}
