package dev.keyturn.reconcile;

import dev.keyturn.crd.ClusterSuprSendAccount;
import dev.keyturn.crd.ServiceTokenRef;
import dev.keyturn.crd.SuprSendAccount;
import dev.keyturn.plan.Target;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The accounts that informers hold. */
public final class AccountCaches {

    private final Map<String, InformerEventSource<ClusterSuprSendAccount, ?>> cluster = new ConcurrentHashMap<>();
    private final Map<String, InformerEventSource<SuprSendAccount, ?>> namespaced = new ConcurrentHashMap<>();

    /** As the credentials of a kind see them. */
    void useCluster(String kind, InformerEventSource<ClusterSuprSendAccount, ?> accounts) {
        cluster.put(kind, accounts);
    }

    void useNamespaced(String kind, InformerEventSource<SuprSendAccount, ?> accounts) {
        namespaced.put(kind, accounts);
    }

    /**
     * The newest that any of them has: who is woken by one of them must not find what another one had before. (That the versions of an object
     * are ordered: Kubernetes, API concepts, "Resource versions".)
     */
    private static <R extends HasMetadata> Optional<R> newest(
            Map<String, InformerEventSource<R, ?>> caches, ResourceID id) {
        return filled(caches)
                .flatMap(cache -> cache.get(id).stream())
                .max(Comparator.comparingLong(
                        account -> Long.parseLong(account.getMetadata().getResourceVersion())));
    }

    /** One that has not been started yet cannot even be asked; controllers begin one after the other. */
    private static <R extends HasMetadata> Stream<InformerEventSource<R, ?>> filled(
            Map<String, InformerEventSource<R, ?>> caches) {
        return caches.values().stream().filter(InformerEventSource::isRunning);
    }

    /** Whether an account of the namespace names the Secret as its token: nobody publishes anything else to it. */
    public boolean namesToken(String namespace, String secret) {
        return namespacedFedBy(new Target(namespace, secret)).isPresent();
    }

    private Optional<SuprSendAccount> namespacedFedBy(Target target) {
        return filled(namespaced)
                .flatMap(cache -> cache.list(
                        target.namespace(),
                        account -> account.getSpec() != null
                                && isFedBy(account.getSpec().serviceTokenRef(), target)))
                .findAny();
    }

    private Optional<ClusterSuprSendAccount> clusterFedBy(Target target) {
        return filled(cluster)
                .flatMap(cache -> cache.list(account ->
                        account.getSpec() != null && isFedBy(account.getSpec().serviceTokenRef(), target)))
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
        return newest(cluster, new ResourceID(name));
    }

    /** An account of a namespace. */
    public Optional<SuprSendAccount> namespaced(String namespace, String name) {
        return newest(namespaced, new ResourceID(name, namespace));
    }
}
