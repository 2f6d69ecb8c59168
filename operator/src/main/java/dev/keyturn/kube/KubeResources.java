package dev.keyturn.kube;

import dev.keyturn.crd.CredentialResource;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.Resource;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Names;
import dev.keyturn.port.Resources;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The credentials, read live. */
public final class KubeResources implements Resources {

    private static final String API_VERSION = Names.GROUP + "/v1alpha1";

    private final KubernetesClient client;
    private final SpecReader reader;

    public KubeResources(KubernetesClient client, SpecReader reader) {
        this.client = client;
        this.reader = reader;
    }

    @Override
    public Presence presence(Owner owner) {
        var found = read(owner);
        if (found.isPresent()) {
            return found.get().getMetadata().getUid().equals(owner.uid()) ? Presence.PRESENT : Presence.GONE;
        }
        // A missing kind answers 404 as a missing object does: absence counts only where the kind is served.
        return isServed(owner.kind()) ? Presence.GONE : Presence.UNKNOWN;
    }

    private Optional<CredentialResource> read(Owner owner) {
        return Kinds.named(owner.kind())
                .map(kind -> kind.in(client)
                        .inNamespace(owner.namespace())
                        .withName(owner.name())
                        .get());
    }

    @Override
    public Optional<Demand> demand(Owner owner) {
        return read(owner)
                .filter(found -> found.getMetadata().getUid().equals(owner.uid()))
                .filter(found -> !found.isMarkedForDeletion())
                .map(Credential::of)
                .map(reader::read)
                .filter(SpecReader.Read.Usable.class::isInstance)
                .map(SpecReader.Read.Usable.class::cast)
                .map(SpecReader.Read.Usable::demand);
    }

    /** A definition that is being deleted loses {@code create} in discovery before its resources go. */
    @Override
    public boolean beingRemoved(String kind) {
        return !isServed(kind);
    }

    private boolean isServed(String kind) {
        try {
            var resources = client.getApiResources(API_VERSION);
            return resources != null
                    && resources.getResources().stream()
                            .filter(resource -> kind.equals(resource.getKind()))
                            .anyMatch(resource -> resource.getVerbs() != null
                                    && resource.getVerbs().contains("create"));
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Optional<Owner> naming(Target target) {
        var namespace = client.namespaces().withName(target.namespace()).get();
        return Kinds.ALL.stream()
                .<CredentialResource>flatMap(
                        kind -> kind.in(client).inNamespace(target.namespace()).list().getItems().stream())
                .filter(found -> !found.isMarkedForDeletion())
                .filter(found -> SpecReader.target(Credential.of(found)).equals(target))
                .findFirst()
                .map(found -> owner(
                        found, namespace == null ? "" : namespace.getMetadata().getUid()));
    }

    /** A credential with the tokens that its annotations carry; a blank one is none. */
    public static Resource resource(CredentialResource credential, String namespaceUid) {
        return new Resource(
                owner(credential, namespaceUid), token(credential, Names.ROTATE), token(credential, Names.EXPOSED));
    }

    private static @Nullable String token(CredentialResource credential, String annotation) {
        var annotations = credential.getMetadata().getAnnotations();
        var value = annotations == null ? null : annotations.get(annotation);
        return value == null || value.isBlank() ? null : value;
    }

    /** The identity of a resource. */
    public static Owner owner(HasMetadata resource, String namespaceUid) {
        var meta = resource.getMetadata();
        return new Owner(
                Objects.requireNonNull(resource.getKind()),
                meta.getNamespace(),
                meta.getName(),
                meta.getUid(),
                namespaceUid);
    }
}
