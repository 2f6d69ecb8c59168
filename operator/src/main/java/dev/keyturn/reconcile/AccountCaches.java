package dev.keyturn.reconcile;

import dev.keyturn.crd.ClusterSuprSendAccount;
import dev.keyturn.crd.ServiceTokenRef;
import dev.keyturn.crd.SuprSendAccount;
import dev.keyturn.plan.Target;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accounts that informers hold. */
public final class AccountCaches {

    private volatile @Nullable IndexerResourceCache<ClusterSuprSendAccount> cluster;
    private volatile @Nullable IndexerResourceCache<SuprSendAccount> namespaced;

    void useCluster(IndexerResourceCache<ClusterSuprSendAccount> accounts) {
        cluster = accounts;
    }

    void useNamespaced(IndexerResourceCache<SuprSendAccount> accounts) {
        namespaced = accounts;
    }

    /** Whether an account of the namespace names the Secret as its token: nobody publishes anything else to it. */
    public boolean namesToken(String namespace, String secret) {
        return namespacedFedBy(new Target(namespace, secret)).isPresent();
    }

    private Optional<SuprSendAccount> namespacedFedBy(Target target) {
        var cache = namespaced;
        return cache == null
                ? Optional.empty()
                : cache.list(
                                target.namespace(),
                                account -> account.getSpec() != null
                                        && isFedBy(account.getSpec().serviceTokenRef(), target))
                        .findAny();
    }

    private Optional<ClusterSuprSendAccount> clusterFedBy(Target target) {
        var cache = cluster;
        return cache == null
                ? Optional.empty()
                : cache.list(account -> account.getSpec() != null
                                && isFedBy(account.getSpec().serviceTokenRef(), target))
                        .findAny();
    }

    private static boolean isFedBy(@Nullable ServiceTokenRef token, Target target) {
        return token != null && target.secretName().equals(token.name());
    }

    /** An account that takes its service token from the Secret; those of the cluster take theirs from the operator's namespace. */
    public Optional<HasMetadata> fedBy(Target target, String operatorNamespace) {
        return namespacedFedBy(target)
                .map(HasMetadata.class::cast)
                .or(() -> target.namespace().equals(operatorNamespace) ? clusterFedBy(target) : Optional.empty());
    }

    /** A cluster account by name. */
    public Optional<ClusterSuprSendAccount> cluster(String name) {
        var cache = cluster;
        return cache == null ? Optional.empty() : cache.get(new ResourceID(name));
    }

    /** An account of a namespace. */
    public Optional<SuprSendAccount> namespaced(String namespace, String name) {
        var cache = namespaced;
        return cache == null ? Optional.empty() : cache.get(new ResourceID(name, namespace));
    }
}
