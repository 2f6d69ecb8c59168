package dev.keyturn.reconcile;

import dev.keyturn.crd.CredentialResource;
import dev.keyturn.kube.Credential;
import dev.keyturn.kube.SpecReader;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Accounts.Account;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Has credentials looked at again for something that happened elsewhere. */
public final class Wakeups {

    /** One kind's: where it is woken, and who there is. */
    private record Line<R extends CredentialResource>(
            SimpleInboundEventSource<R> source, IndexerResourceCache<R> primaries) {

        Stream<ResourceID> ids(Predicate<CredentialResource> wanted) {
            return primaries.list(wanted::test).map(ResourceID::fromResource);
        }

        void wake(Predicate<CredentialResource> wanted) {
            ids(wanted).forEach(source::propagateEvent);
        }
    }

    private final Map<String, Line<?>> lines = new ConcurrentHashMap<>();

    <R extends CredentialResource> SimpleInboundEventSource<R> source(String kind, IndexerResourceCache<R> primaries) {
        var source = new SimpleInboundEventSource<R>("wakeups");
        lines.put(kind, new Line<>(source, primaries));
        return source;
    }

    /** Whether a resource is there, by what was heard of it so far, and nobody has deleted it. */
    boolean knows(String kind, String namespace, String name, String uid) {
        var line = lines.get(kind);
        return line != null
                && line.primaries()
                        .get(new ResourceID(name, namespace))
                        .filter(found -> found.getMetadata().getUid().equals(uid) && !found.isMarkedForDeletion())
                        .isPresent();
    }

    /** The owner of a keyring. */
    public void owner(Owner owner) {
        var line = lines.get(owner.kind());
        if (line != null) {
            line.source().propagateEvent(new ResourceID(owner.name(), owner.namespace()));
        }
    }

    /** Whoever publishes to the target, or would like to. */
    void naming(Target target) {
        wake(resource -> SpecReader.target(Credential.of(resource)).equals(target));
    }

    /** Everybody. */
    public void all() {
        wake(_ -> true);
    }

    /** Whoever names the account. */
    public void using(Account account) {
        wake(resource -> names(resource, account.kind(), account.namespace(), account.name()));
    }

    private void wake(Predicate<CredentialResource> wanted) {
        lines.values().forEach(line -> line.wake(wanted));
    }

    /** The credentials of a kind that name an account. */
    Set<ResourceID> idsUsing(String credentialKind, String kind, @Nullable String namespace, String name) {
        var line = lines.get(credentialKind);
        return line == null
                ? Set.of()
                : line.ids(resource -> names(resource, kind, namespace == null ? "" : namespace, name))
                        .collect(Collectors.toSet());
    }

    private static boolean names(CredentialResource resource, String kind, String namespace, String name) {
        var ref = Credential.of(resource).accountRef();
        var refKind = ref.map(known -> known.kind()).orElse("ClusterSuprSendAccount");
        return refKind.equals(kind)
                && ref.map(known -> known.name()).orElse("default").equals(name)
                && (namespace.isEmpty()
                        || namespace.equals(resource.getMetadata().getNamespace()));
    }
}
