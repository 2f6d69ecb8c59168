package dev.keyturn.issuer.suprsend;

import dev.keyturn.plan.Guide;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Strategy;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Material;
import dev.keyturn.port.Probed;
import dev.keyturn.port.Warrant;
import java.util.List;

/**
 * Service tokens, which open the management host of a whole account. No API makes, lists or deletes them: people do, at the dashboard. Whoever asks
 * for that here is refused without a call.
 *
 * <p>Source: docs.suprsend.com, docs/management-api-errors, reference/list-workspaces; audit log actions {@code service_token.generated} and
 * {@code service_token.deleted}, and no page about an API for them.
 */
public final class SuprSendServiceTokens implements Issuer {
    public static final String KIND = "ServiceToken";
    public static final String FIELD = "token";

    private final SuprSendClient client;

    public SuprSendServiceTokens(SuprSendClient client) {
        this.client = client;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Strategy strategy() {
        return Strategy.HAND_OFF;
    }

    @Override
    public List<String> fields() {
        return List.of(FIELD);
    }

    /** Where the dashboard of an endpoint is, nobody tells; the cloud's is known. */
    @Override
    public Guide guide() {
        return new Guide(
                "make a new service token in SuprSend's dashboard (on the cloud: https://app.suprsend.com, service tokens of the account)",
                "delete the old service token in SuprSend's dashboard",
                fields());
    }

    /** With a delivered token as the access: whether its account is the same shows in the uids. */
    @Override
    public Answer<List<Workspace>> workspaces(Access access) {
        return client.workspaces(access);
    }

    /** A token that has run out is refused like one that was deleted. */
    @Override
    public Probed probe(String endpoint, Material material) {
        return client.place(endpoint)
                .map(place -> Texts.authorization("ServiceToken", material.field(FIELD))
                        .map(authorization -> Verdict.probed(place.exchange()
                                .perform(Outgoing.get(
                                        "probe",
                                        place.management("/v1/workspace/?limit=1"),
                                        authorization,
                                        client.soon()))))
                        .orElseGet(() -> Verdict.inconclusive(Reason.ProviderUnusable)))
                .orElseGet(() -> Verdict.inconclusive(Reason.EndpointUnknown));
    }

    @Override
    public Answer<Made> issue(Access access, String workspace, String name, String description, Warrant warrant) {
        return Verdict.fault(Kind.REJECTED, Reason.ProviderUnusable);
    }

    @Override
    public Answer<List<Listed>> list(Access access, String workspace) {
        return Verdict.fault(Kind.REJECTED, Reason.ProviderUnusable);
    }

    @Override
    public Answer<Boolean> revoke(Access access, String workspace, String id, Warrant warrant) {
        return Verdict.fault(Kind.REJECTED, Reason.ProviderUnusable);
    }
}
