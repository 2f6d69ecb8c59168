package dev.keyturn.kube;

import dev.keyturn.crd.ClusterSuprSendAccount;
import dev.keyturn.crd.Grant;
import dev.keyturn.crd.ServiceTokenRef;
import dev.keyturn.crd.SuprSendAccount;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Demand.AccountRef;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Accounts;
import dev.keyturn.port.Secret;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** SuprSend accounts: their objects from a cache, their tokens read live. */
public final class KubeAccounts implements Accounts {

    private static final String DEFAULT_ENDPOINT = "cloud";
    private static final String DEFAULT_TOKEN_KEY = "SUPRSEND_SERVICE_TOKEN";
    private static final String PUT_IT_THERE = "; put the service token there";

    private final KubernetesClient client;
    private final SecretCalls secrets;
    private final NamespacedReads reads;
    private final Settings settings;
    private final Function<String, Optional<ClusterSuprSendAccount>> clusterAccounts;
    private final BiFunction<String, String, Optional<SuprSendAccount>> accounts;
    private final Function<String, Map<String, String>> namespaceLabels;

    /**
     * Accounts.
     *
     * @param clusterAccounts a cluster account by name
     * @param accounts a namespaced one by namespace and name
     * @param namespaceLabels labels of a namespace; asked only where a grant has a selector
     */
    public KubeAccounts(
            KubernetesClient client,
            Settings settings,
            Function<String, Optional<ClusterSuprSendAccount>> clusterAccounts,
            BiFunction<String, String, Optional<SuprSendAccount>> accounts,
            Function<String, Map<String, String>> namespaceLabels) {
        this.client = client;
        secrets = new SecretCalls(client);
        reads = new NamespacedReads(client);
        this.settings = settings;
        this.clusterAccounts = clusterAccounts;
        this.accounts = accounts;
        this.namespaceLabels = namespaceLabels;
    }

    @Override
    public State find(String namespace, Demand demand) {
        var ref = demand.account();
        return ref.kind().equals("SuprSendAccount") ? namespaced(namespace, ref) : clusterWide(namespace, ref, demand);
    }

    /** Asked of the API server itself: before something goes that an account may need, a cache is not enough. */
    @Override
    public Optional<String> fedBy(Target target) {
        var namespaced = reads.read(
                "list",
                "suprsendaccounts in " + target.namespace(),
                target.namespace(),
                () -> client.resources(SuprSendAccount.class).inNamespace(target.namespace()).list().getItems().stream()
                        .map(this::of)
                        .filter(account -> account.isFedBy(target))
                        .map(Account::reference)
                        .findFirst(),
                Optional.<String>empty());
        return namespaced.isPresent() || !settings.clusterAccounts()
                ? namespaced
                : SecretCalls.safely(
                        "list",
                        "clustersuprsendaccounts",
                        () -> client.resources(ClusterSuprSendAccount.class).list().getItems().stream()
                                .map(this::of)
                                .filter(account -> account.isFedBy(target))
                                .map(Account::reference)
                                .findFirst());
    }

    private State namespaced(String namespace, AccountRef ref) {
        return accounts.apply(namespace, ref.name())
                .map(account -> known(of(account), account.getSpec() == null))
                .orElseGet(() -> new State.Blocked(
                        Reason.AccountMissing, ref + " does not exist in namespace " + namespace + "; create it"));
    }

    private State clusterWide(String namespace, AccountRef ref, Demand demand) {
        if (!settings.clusterAccounts()) {
            return new State.Blocked(
                    Reason.AccountMissing,
                    ref + " is not looked at: this operator's configuration says clusterAccounts: false; "
                            + "name a SuprSendAccount of namespace " + namespace + " in spec.accountRef");
        }
        var account = clusterAccounts.apply(ref.name()).orElse(null);
        if (account == null) {
            return new State.Blocked(
                    Reason.AccountMissing, ref + " does not exist; create it, or name another account");
        }
        var spec = account.getSpec();
        if (spec == null || !granted(spec.grants(), namespace, demand)) {
            return new State.Blocked(
                    Reason.AccountNotGranted,
                    ref + " has no grant for namespace " + namespace + " and "
                            + (demand.ofAccount()
                                    ? "service tokens (serviceTokens: true)"
                                    : (demand.defaultPair() ? "the default pair (defaultPair: true) of " : "")
                                            + "workspace " + demand.workspace())
                            + "; whoever runs the account can add one");
        }
        return known(of(account), false);
    }

    private State known(Account account, boolean empty) {
        if (empty || account.tokenSecret().isEmpty()) {
            return new State.Blocked(
                    Reason.TokenMissing,
                    account.reference() + " names no service token; set its spec.serviceTokenRef.name");
        }
        return endpoint(account.endpoint()).known()
                ? new State.Found(account)
                : new State.Blocked(
                        Reason.EndpointUnknown,
                        account.reference() + " names the endpoint " + account.endpoint()
                                + ", which the operator's configuration does not have; add it there, or make the account anew with "
                                + "one that it has");
    }

    /** A cluster account as the core sees it; its token is in the operator's namespace. */
    public Account of(ClusterSuprSendAccount account) {
        var spec = account.getSpec();
        return account(
                "ClusterSuprSendAccount",
                "",
                account.getMetadata(),
                spec == null ? null : spec.endpoint(),
                settings.operatorNamespace(),
                spec == null ? null : spec.serviceTokenRef(),
                spec == null ? null : spec.contact());
    }

    /** A namespaced account as the core sees it; its token is in its own namespace. */
    public Account of(SuprSendAccount account) {
        var spec = account.getSpec();
        var namespace = account.getMetadata().getNamespace();
        return account(
                "SuprSendAccount",
                namespace,
                account.getMetadata(),
                spec == null ? null : spec.endpoint(),
                namespace,
                spec == null ? null : spec.serviceTokenRef(),
                spec == null ? null : spec.contact());
    }

    private static Account account(
            String kind,
            String namespace,
            ObjectMeta meta,
            @Nullable String endpoint,
            String tokenNamespace,
            @Nullable ServiceTokenRef token,
            @Nullable String contact) {
        return new Account(
                kind,
                namespace,
                meta.getName(),
                meta.getUid(),
                endpoint == null ? DEFAULT_ENDPOINT : endpoint,
                tokenNamespace,
                token == null || token.name() == null ? "" : token.name(),
                token == null || token.key() == null ? DEFAULT_TOKEN_KEY : token.key(),
                Optional.ofNullable(contact).filter(text -> !text.isBlank()));
    }

    private boolean granted(@Nullable List<Grant> grants, String namespace, Demand demand) {
        return grants != null && grants.stream().anyMatch(grant -> isAbout(grant, demand) && covers(grant, namespace));
    }

    /**
     * A service token opens every workspace of the account, and a default pair is everybody's in its workspace: to have one of them is
     * granted by a word of its own.
     */
    private static boolean isAbout(Grant grant, Demand demand) {
        return demand.ofAccount()
                ? Boolean.TRUE.equals(grant.serviceTokens())
                : grant.workspaces() != null
                        && grant.workspaces().contains(demand.workspace())
                        && (!demand.defaultPair() || Boolean.TRUE.equals(grant.defaultPair()));
    }

    private boolean covers(Grant grant, String namespace) {
        var namespaces = grant.namespaces();
        if (namespaces == null) {
            return false;
        }
        if (namespaces.names() != null && namespaces.names().contains(namespace)) {
            return true;
        }
        LabelSelector selector = namespaces.selector();
        return selector != null && Selectors.matches(selector, namespaceLabels.apply(namespace));
    }

    @Override
    public Token token(Account account) {
        var place = "Secret " + account.tokenSecret() + " in namespace " + account.tokenNamespace();
        try {
            var secret =
                    secrets.get(account.tokenNamespace(), account.tokenSecret()).orElse(null);
            if (secret == null) {
                return new Token.Unusable(
                        Reason.TokenMissing,
                        account.reference() + ": " + place + " does not exist; create it with the entry "
                                + account.tokenKey());
            }
            var value = secret.getData() == null ? null : secret.getData().get(account.tokenKey());
            if (value == null) {
                return new Token.Unusable(
                        Reason.TokenMissing,
                        account.reference() + ": " + place + " has no entry " + account.tokenKey() + PUT_IT_THERE);
            }
            var token = Secret.takeOwnership(Base64.getDecoder().decode(value));
            return token.isBlank()
                    ? new Token.Unusable(
                            Reason.TokenEmpty,
                            account.reference() + ": entry " + account.tokenKey() + " of " + place + " is empty"
                                    + PUT_IT_THERE)
                    : new Token.Present(token.stripped());
        } catch (SafeException e) {
            if (e.isForbidden()) {
                return new Token.Unusable(
                        Reason.MissingPermission,
                        "Keyturn may not get secrets in namespace " + account.tokenNamespace() + "; grant it that");
            }
            throw e;
        }
    }

    @Override
    public Endpoint endpoint(String name) {
        return settings.endpoints().getOrDefault(name, Endpoint.UNKNOWN);
    }
}
