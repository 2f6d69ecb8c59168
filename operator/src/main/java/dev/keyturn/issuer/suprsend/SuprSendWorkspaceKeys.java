package dev.keyturn.issuer.suprsend;

import dev.keyturn.issuer.suprsend.SuprSendClient.Place;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Strategy;
import dev.keyturn.port.Answer;
import dev.keyturn.port.InPlace;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Material;
import dev.keyturn.port.Probed;
import dev.keyturn.port.Warrant;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Pairs of workspace key and secret, which sign requests to the hub. Beside the default pair of a workspace others live side by side: as an
 * {@link Issuer} this makes, lists and deletes those. {@link SuprSendDefaultPairs} turns the default one.
 *
 * <p>Source: docs.suprsend.com, reference/list-workspace-keys, create-workspace-key, delete-workspace-key.
 */
public final class SuprSendWorkspaceKeys implements Issuer {
    public static final String KIND = "SuprSendWorkspaceKey";
    public static final String KEY = "key";
    public static final String SECRET = "secret";

    /** Clocks that are kept well are not further apart, and no server can be so strict. */
    static final Duration IN_TIME = Duration.ofSeconds(5);

    private static final String COLLECTION = "ws_key";
    private static final Pages<Listed> PAIRS = new Pages<>(Rows::listed, Listed::id);

    private final SuprSendClient client;
    private final InPlace byDefault;

    public SuprSendWorkspaceKeys(SuprSendClient client) {
        this.client = client;
        byDefault = new SuprSendDefaultPairs(client);
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
    public Optional<InPlace> inPlace() {
        return Optional.of(byDefault);
    }

    @Override
    public List<String> fields() {
        return List.of(KEY, SECRET);
    }

    @Override
    public Answer<List<Workspace>> workspaces(Access access) {
        return client.workspaces(access);
    }

    /** Every row has its secret in clear; none leaves here. */
    @Override
    public Answer<List<Listed>> list(Access access, String workspace) {
        return client.list(access, workspace, COLLECTION, PAIRS);
    }

    /** The list has both halves in clear. */
    @Override
    public Answer<List<Compared>> compare(Access access, String workspace, Material value) {
        var compared = new Pages<Compared>(
                row -> Rows.comparedPair(row, value), row -> row.key().id());
        return client.list(access, workspace, COLLECTION, compared);
    }

    /** A pair has a name at the provider, and no place for the description. */
    @Override
    public Answer<Made> issue(Access access, String workspace, String name, String description, Warrant warrant) {
        return client.create(access, workspace, COLLECTION, Body.newPair(name), warrant, Rows::madePair);
    }

    /** The provider refuses (400) to delete the default pair. */
    @Override
    public Answer<Boolean> revoke(Access access, String workspace, String id, Warrant warrant) {
        return client.delete(access, workspace, COLLECTION, id, warrant);
    }

    /**
     * The hub refuses with the same 401 whoever signs wrongly and whoever's clock is wrong. Where the Date that it answers with is another than
     * ours, it is asked once more by its own clock, and only then is a refusal a word about the pair.
     */
    @Override
    public Probed probe(String endpoint, Material material) {
        return client.place(endpoint)
                .map(place -> Signature.by(material.field(KEY), material.field(SECRET))
                        .map(signature -> Verdict.probed(ask(place, signature)))
                        .orElseGet(() -> Verdict.inconclusive(Reason.ProviderUnusable)))
                .orElseGet(() -> Verdict.inconclusive(Reason.EndpointUnknown));
    }

    private Reply ask(Place place, Signature signature) {
        var reply = ask(place, signature, client.time());
        var ahead = ahead(reply);
        return ahead.compareTo(IN_TIME) <= 0 && ahead.negated().compareTo(IN_TIME) <= 0
                ? reply
                : ask(place, signature, () -> client.time().instant().plus(ahead));
    }

    private Reply ask(Place place, Signature signature, InstantSource clock) {
        var uri = place.hub("/v1/tenant/?limit=1");
        return place.exchange().perform(Outgoing.signed("probe", uri, clock, signature, client.soon()));
    }

    /** How far the clock of whoever refused is ahead of ours; nothing where nobody refused, or told no time. */
    private Duration ahead(Reply reply) {
        return reply instanceof Reply.Received received && received.status() == 401
                ? received.date()
                        .map(theirs -> Duration.between(client.time().instant(), theirs))
                        .orElse(Duration.ZERO)
                : Duration.ZERO;
    }
}
