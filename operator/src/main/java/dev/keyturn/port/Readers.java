package dev.keyturn.port;

import dev.keyturn.plan.Reader;
import dev.keyturn.plan.Target;
import java.util.List;

/**
 * Who may read a published Secret, by the rules of RBAC: who may get, list or watch it.
 *
 * <p>That is not everybody who can come by its value, and nothing here says so. Who may create pods in its namespace, or anything that makes
 * some, can mount it, and who may exec into a pod can look at what it has mounted; the kubelet of a node reads what the pods on it use
 * by an authorizer of its own; a patch is answered with the whole object; who may impersonate a reader, or ask for a token of one that is a
 * ServiceAccount, is that reader; and who has a copy of etcd, or of a backup, needs no right at all. Who is in a group, RBAC does not know.
 */
public interface Readers {

    /** What was found out. */
    sealed interface Listing {

        /**
         * The readers.
         *
         * @param readers each once, in order, those first that may stand for many
         * @param setApart readers, too, but who cannot be otherwise: Kubernetes' own controllers, administrators of the cluster, Keyturn.
         *     Each is in one of the two lists
         * @param complete false where what is granted for the whole cluster may not be looked at: then there may be more
         */
        record Known(List<Reader> readers, List<Reader> setApart, boolean complete) implements Listing {}

        /**
         * Nothing was found out.
         *
         * @param right that is missing, such as {@code list rolebindings.rbac.authorization.k8s.io in namespace shop}
         */
        record Unknown(String right) implements Listing {}
    }

    /** Looks the readers up, page by page at the API server: a question for once in a while. The Secret need not be there. */
    Listing of(Target target);
}
