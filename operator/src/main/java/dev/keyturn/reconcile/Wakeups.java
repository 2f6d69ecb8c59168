package dev.keyturn.reconcile;

import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.kube.Credential;
import dev.keyturn.kube.SpecReader;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Accounts.Account;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Has credentials looked at again for something that happened elsewhere. */
public final class Wakeups {

    private final SimpleInboundEventSource<SuprSendApiKey> source = new SimpleInboundEventSource<>("wakeups");
    private volatile @Nullable IndexerResourceCache<SuprSendApiKey> cache;

    SimpleInboundEventSource<SuprSendApiKey> source(IndexerResourceCache<SuprSendApiKey> primaries) {
        cache = primaries;
        return source;
    }

    /** The owner of a keyring. */
    public void owner(Owner owner) {
        if (cache != null) {
            source.propagateEvent(new ResourceID(owner.name(), owner.namespace()));
        }
    }

    /** Whoever publishes to the target, or would like to. */
    void naming(Target target) {
        ids(resource -> SpecReader.target(Credential.of(resource)).equals(target))
                .forEach(source::propagateEvent);
    }

    /** Whoever names the account. */
    public void using(Account account) {
        ids(resource -> names(resource, account.kind(), account.namespace(), account.name()))
                .forEach(source::propagateEvent);
    }

    /** The credentials that name an account. */
    Set<ResourceID> idsUsing(String kind, @Nullable String namespace, String name) {
        return ids(resource -> names(resource, kind, namespace == null ? "" : namespace, name))
                .collect(Collectors.toSet());
    }

    private static boolean names(SuprSendApiKey resource, String kind, String namespace, String name) {
        var ref = Credential.of(resource).accountRef();
        var refKind = ref.map(known -> known.kind()).orElse("ClusterSuprSendAccount");
        return refKind.equals(kind)
                && ref.map(known -> known.name()).orElse("default").equals(name)
                && (namespace.isEmpty()
                        || namespace.equals(resource.getMetadata().getNamespace()));
    }

    private Stream<ResourceID> ids(Predicate<SuprSendApiKey> wanted) {
        var primaries = cache;
        return primaries == null ? Stream.empty() : primaries.list(wanted).map(ResourceID::fromResource);
    }
}
