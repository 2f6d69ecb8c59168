package dev.keyturn.kube;

import dev.keyturn.plan.Reader;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Readers;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Roles and bindings, listed when the question arises and page by page: a cluster may have thousands.
 *
 * <p>It takes the right to list roles and role bindings in the namespace of the Secret. Without that to list cluster roles and their bindings
 * the answer is what the namespace shows; there, {@code cluster-admin}, {@code admin} and {@code edit} count as roles that read Secrets, and
 * no other cluster role does.
 */
public final class KubeReaders implements Readers {

    private static final String GROUP = "rbac.authorization.k8s.io";
    private static final long PAGE = 500;

    private final KubernetesClient client;
    private final NamespacedReads reads;
    private final Optional<Reader> self;
    private final long page;

    /**
     * Of a cluster.
     *
     * @param self who Keyturn is there ({@link KubeIdentity}), and so is set apart; empty where it cannot be known
     */
    public KubeReaders(KubernetesClient client, Optional<Reader> self) {
        this(client, self, PAGE);
    }

    KubeReaders(KubernetesClient client, Optional<Reader> self, long page) {
        this.client = client;
        reads = new NamespacedReads(client);
        this.self = self;
        this.page = page;
    }

    @Override
    public Listing of(Target target) {
        var rbac = client.rbac();
        var namespace = target.namespace();
        var found = new ReadersOf(target, self);
        var seesRoles = seesInCluster("clusterroles", rbac.clusterRoles(), found::clusterRole);
        if (!seesRoles) {
            found.withoutClusterRoles();
        }
        if (!seesIn(namespace, "roles", rbac.roles().inNamespace(namespace), found::role)) {
            return lacking("roles", namespace);
        }
        if (!seesIn(namespace, "rolebindings", rbac.roleBindings().inNamespace(namespace), found::binding)) {
            return lacking("rolebindings", namespace);
        }
        var seesBindings = seesInCluster("clusterrolebindings", rbac.clusterRoleBindings(), found::clusterBinding);
        return found.known(seesRoles && seesBindings);
    }

    private static Listing lacking(String resource, String namespace) {
        return new Listing.Unknown(new Right("list", GROUP, resource, namespace).toString());
    }

    /** False where it may not be looked at. */
    private <T extends HasMetadata, L extends KubernetesResourceList<T>> boolean seesIn(
            String namespace, String resource, Listable<L> all, Consumer<T> use) {
        return unlessForbidden(() -> reads.read(
                "list",
                resource + " in " + namespace,
                namespace,
                () -> {
                    pages(all, use);
                    return true;
                },
                true));
    }

    private <T extends HasMetadata, L extends KubernetesResourceList<T>> boolean seesInCluster(
            String resource, Listable<L> all, Consumer<T> use) {
        return unlessForbidden(() -> SecretCalls.safely("list", resource, () -> {
            pages(all, use);
            return true;
        }));
    }

    private static boolean unlessForbidden(BooleanSupplier look) {
        try {
            return look.getAsBoolean();
        } catch (SafeException e) {
            if (e.isForbidden()) {
                return false;
            }
            throw e;
        }
    }

    private <T extends HasMetadata, L extends KubernetesResourceList<T>> void pages(Listable<L> all, Consumer<T> use) {
        var next = "";
        do {
            var one = all.list(new ListOptionsBuilder()
                    .withLimit(page)
                    .withContinue(next.isEmpty() ? null : next)
                    .build());
            one.getItems().forEach(use);
            next = Optional.ofNullable(one.getMetadata())
                    .map(meta -> meta.getContinue())
                    .orElse("");
        } while (!next.isEmpty());
    }
}
