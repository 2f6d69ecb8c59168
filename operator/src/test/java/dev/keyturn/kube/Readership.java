package dev.keyturn.kube;

import static dev.keyturn.kube.Rbac.GET_SECRETS;
import static dev.keyturn.kube.Rbac.account;
import static dev.keyturn.kube.Rbac.clusterRole;
import static dev.keyturn.kube.Rbac.labelled;
import static dev.keyturn.kube.Rbac.role;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.plan.Reader;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Readers.Listing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Who may read the Secret {@code checkout}, worked out of roles and bindings; and the roles and the reader that most cases are about. */
final class Readership {

    static final Reader KEYTURN = Reader.serviceAccount("keyturn-system", "keyturn");
    static final String WEB = account("shop", "web");
    static final String WEB_TEXT = "ServiceAccount/shop/web";
    static final Role READER = role("shop", "reader", GET_SECRETS);
    static final ClusterRole CLUSTER_READER = clusterRole("reader", GET_SECRETS);
    static final ClusterRole EDIT = labelled(clusterRole("edit", GET_SECRETS));

    private Readership() {}

    static Listing.Known known(String namespace, List<HasMetadata> objects) {
        var seen = new ReadersOf(new Target(namespace, "checkout"), Optional.of(KEYTURN));
        only(Role.class, objects).forEach(seen::role);
        only(ClusterRole.class, objects).forEach(seen::clusterRole);
        only(RoleBinding.class, objects).forEach(seen::binding);
        only(ClusterRoleBinding.class, objects).forEach(seen::clusterBinding);
        return seen.known(true);
    }

    private static <T> Stream<T> only(Class<T> type, List<HasMetadata> objects) {
        return objects.stream().filter(type::isInstance).map(type::cast);
    }

    static List<Reader> readers(String... texts) {
        return Stream.of(texts).map(text -> Reader.parse(text).orElseThrow()).toList();
    }

    /** A case: of these objects, these readers. */
    static Arguments listed(String name, List<HasMetadata> objects, String... readers) {
        return argumentSet(name, objects, readers);
    }
}
