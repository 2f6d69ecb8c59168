package dev.keyturn.kube;

import dev.keyturn.plan.Words;
import dev.keyturn.port.Names;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Why a Secret may never be written, whatever it consents to; each answer goes on after "Secret x". */
final class Consent {

    private static final String OPAQUE = "Opaque";

    /** Labels and annotations by which other controllers mark what they manage: a whole name, or a domain that ends in a slash. */
    private static final List<String> MARKS = List.of(
            "argocd.argoproj.io/tracking-id",
            "argocd.argoproj.io/instance",
            "meta.helm.sh/",
            "kustomize.toolkit.fluxcd.io/",
            "helm.toolkit.fluxcd.io/",
            "reconcile.external-secrets.io/",
            "sealedsecrets.bitnami.com/",
            "generate.kyverno.io/",
            "objectset.rio.cattle.io/",
            "reflector.v1.k8s.emberstack.com/reflects",
            "replicator.v1.mittwald.de/replicated-at");

    private final Set<String> protectedNamespaces;
    private final BiPredicate<String, String> namedByAccount;

    Consent(Set<String> protectedNamespaces, BiPredicate<String, String> namedByAccount) {
        this.protectedNamespaces = Set.copyOf(protectedNamespaces);
        this.namedByAccount = namedByAccount;
    }

    /** Of a place, whether there is a Secret or not. */
    Optional<String> forbidden(String namespace, String name) {
        if (protectedNamespaces.contains(namespace)) {
            return Optional.of(
                    "is in namespace " + namespace + ", which is Keyturn's own; publish in another namespace");
        }
        return namedByAccount.test(namespace, name)
                ? Optional.of("holds the service token of an account; " + Words.OTHER_SECRET)
                : Optional.empty();
    }

    /** Of a Secret that is there. */
    Optional<String> forbidden(Secret secret) {
        var meta = secret.getMetadata();
        return forbidden(meta.getNamespace(), meta.getName()).or(() -> forbiddenToAll(secret));
    }

    /** Of a Secret that is there, wherever it is and whoever names it. */
    static Optional<String> forbiddenToAll(Secret secret) {
        var meta = secret.getMetadata();
        var type = secret.getType();
        return Optional.of("is immutable; delete that Secret, or " + Words.OTHER_SECRET)
                .filter(_ -> Boolean.TRUE.equals(secret.getImmutable()))
                .or(() -> type == null || type.equals(OPAQUE)
                        ? Optional.empty()
                        : Optional.of(
                                "is of type " + type + ", and only Opaque ones are written; " + Words.OTHER_SECRET))
                .or(() -> owner(meta.getOwnerReferences()))
                .or(() -> manager(meta.getLabels()))
                .or(() -> mark(meta.getLabels()))
                .or(() -> mark(meta.getAnnotations()));
    }

    private static Optional<String> owner(List<OwnerReference> owners) {
        return owners.stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst()
                .map(owner ->
                        "is controlled by " + owner.getKind() + "/" + owner.getName() + "; " + Words.OTHER_SECRET);
    }

    private static Optional<String> manager(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(Names.MANAGED_BY))
                .filter(manager -> !manager.equals(Names.MANAGER))
                .map(manager ->
                        "is managed by " + manager + " (label " + Names.MANAGED_BY + "); " + Words.OTHER_SECRET);
    }

    private static Optional<String> mark(Map<String, String> names) {
        return names.keySet().stream()
                .flatMap(name -> Stream.of(name).filter(Consent::isMark))
                .findFirst()
                .map(name -> "is managed by another controller (" + name + "); " + Words.OTHER_SECRET);
    }

    private static boolean isMark(String name) {
        return MARKS.stream().anyMatch(mark -> mark.endsWith("/") ? name.startsWith(mark) : name.equals(mark));
    }
}
