package dev.keyturn.reconcile;

import dev.keyturn.crd.ClusterSuprSendAccount;
import dev.keyturn.crd.SuprSendAccount;
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

    /** Whether an account of the namespace names the Secret as its token: nobody publishes to it. */
    public boolean namesToken(String namespace, String secret) {
        var cache = namespaced;
        return cache != null
                && cache.list(
                                namespace,
                                account -> account.getSpec() != null
                                        && account.getSpec().serviceTokenRef() != null
                                        && secret.equals(account.getSpec()
                                                .serviceTokenRef()
                                                .name()))
                        .findAny()
                        .isPresent();
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
