package dev.keyturn.issuer.suprsend;

import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Strategy;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Material;
import dev.keyturn.port.Probed;
import dev.keyturn.port.Warrant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * API keys of SuprSend workspaces. Several live side by side; a service token of the account makes, lists and deletes them at the
 * management host, and they are used at the hub.
 *
 * <p>Source: docs.suprsend.com, reference/create-workspace-api-key, list-workspace-api-keys, delete-workspace-api-key, list-workspaces.
 */
public final class SuprSendApiKeys implements Issuer, AutoCloseable {
    public static final String KIND = "SuprSendApiKey";
    public static final String FIELD = "apiKey";

    static final String COLLECTION = "ws_api_key";
    private static final Pages<Listed> KEYS = new Pages<>(Rows::listed, Listed::id);

    private final SuprSendClient client;

    /** Shares the client with others; closing this closes it. */
    public SuprSendApiKeys(SuprSendClient client) {
        this.client = client;
    }

    /** Reads the CA bundles; {@link IllegalArgumentException} names the endpoint whose bundle cannot be used. */
    public SuprSendApiKeys(Map<String, SuprSendEndpoint> endpoints, InstantSource time) {
        this(endpoints, time, CallObserver.NONE);
    }

    public SuprSendApiKeys(Map<String, SuprSendEndpoint> endpoints, InstantSource time, CallObserver observer) {
        this(new SuprSendClient(endpoints, time, observer));
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
    public List<String> fields() {
        return List.of(FIELD);
    }

    @Override
    public Answer<List<Workspace>> workspaces(Access access) {
        return client.workspaces(access);
    }

    @Override
    public Answer<List<Listed>> list(Access access, String workspace) {
        return client.list(access, workspace, COLLECTION, KEYS);
    }

    /** The list shows the first characters of each value. */
    @Override
    public Answer<List<Compared>> compare(Access access, String workspace, Material value) {
        var compared = new Pages<Compared>(
                row -> Rows.compared(row, value.field(FIELD)), row -> row.key().id());
        return client.list(access, workspace, COLLECTION, compared);
    }

    @Override
    public Answer<Made> issue(Access access, String workspace, String name, String description, Warrant warrant) {
        return client.create(access, workspace, COLLECTION, Body.newKey(name, description), warrant, Rows::made);
    }

    @Override
    public Probed probe(String endpoint, Material material) {
        return client.place(endpoint)
                .map(place -> Texts.authorization("Bearer", material.field(FIELD))
                        .map(authorization -> Verdict.probed(place.exchange()
                                .perform(Outgoing.get(
                                        "probe", place.hub("/v1/tenant/?limit=1"), authorization, client.soon()))))
                        .orElseGet(() -> Verdict.inconclusive(Reason.ProviderUnusable)))
                .orElseGet(() -> Verdict.inconclusive(Reason.EndpointUnknown));
    }

    @Override
    public Answer<Boolean> revoke(Access access, String workspace, String id, Warrant warrant) {
        return client.delete(access, workspace, COLLECTION, id, warrant);
    }

    /** Gives up whatever waits for its turn and would change nothing; the thread that asked is interrupted. */
    public void leave() {
        client.leave();
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        client.close();
    }
}
