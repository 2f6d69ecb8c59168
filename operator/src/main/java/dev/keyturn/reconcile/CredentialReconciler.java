package dev.keyturn.reconcile;

import dev.keyturn.crd.ClusterSuprSendAccount;
import dev.keyturn.crd.SuprSendAccount;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.execute.Driver;
import dev.keyturn.execute.Result;
import dev.keyturn.execute.Subject;
import dev.keyturn.kube.Credential;
import dev.keyturn.kube.KubeResources;
import dev.keyturn.kube.SpecReader;
import dev.keyturn.plan.DeletionPolicy;
import dev.keyturn.plan.Resource;
import dev.keyturn.plan.Step;
import dev.keyturn.port.Names;
import dev.keyturn.port.UnreadableKeyringException;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** API keys. */
public final class CredentialReconciler implements Reconciler<SuprSendApiKey>, Cleaner<SuprSendApiKey> {

    private final Driver driver;
    private final SpecReader reader;
    private final Namespaces namespaces;
    private final Attention attention;
    private final AccountCaches accounts;
    private final Wakeups wakeups;
    private final StatusWriter statuses;
    private final Census census;
    private final boolean clusterAccounts;

    public CredentialReconciler(
            Driver driver,
            SpecReader reader,
            Namespaces namespaces,
            AccountCaches accounts,
            Wakeups wakeups,
            StatusWriter statuses,
            Census census,
            boolean clusterAccounts) {
        this.driver = driver;
        this.reader = reader;
        this.namespaces = namespaces;
        this.accounts = accounts;
        this.wakeups = wakeups;
        this.statuses = statuses;
        this.census = census;
        this.clusterAccounts = clusterAccounts;
        attention = new Attention(driver, accounts);
    }

    @Override
    public UpdateControl<SuprSendApiKey> reconcile(SuprSendApiKey key, Context<SuprSendApiKey> context) {
        var subject = subject(key);
        attention.onChange(key, subject);
        var result = drive(subject);
        return UpdateControl.<SuprSendApiKey>noUpdate().rescheduleAfter(statuses.write(key, subject, result));
    }

    /** The resource goes at once; what is left to do about its keys is the keyring's. */
    @Override
    public DeleteControl cleanup(SuprSendApiKey key, Context<SuprSendApiKey> context) {
        var credential = Credential.of(key);
        var policy = SpecReader.policy(credential).orElse(DeletionPolicy.Retain);
        var result = drive(new Subject.Deleted(resource(key, ""), SpecReader.target(credential), policy));
        attention.forget(key);
        statuses.forget(key);
        if (result.rest() instanceof Step.LetGo || !result.changes().isEmpty()) {
            namespaces.forget(key);
        }
        return result.rest() instanceof Step.LetGo
                ? DeleteControl.defaultDelete()
                : DeleteControl.noFinalizerRemoval().rescheduleAfter(statuses.again(result));
    }

    @Override
    public ErrorStatusUpdateControl<SuprSendApiKey> updateErrorStatus(
            SuprSendApiKey key, Context<SuprSendApiKey> context, Exception failure) {
        return Lacking.after(failure, key, census);
    }

    /** A keyring that cannot be read stalls its credential, and keeps nobody from deleting it. */
    private Result drive(Subject subject) {
        try {
            return driver.drive(subject);
        } catch (UnreadableKeyringException e) {
            return driver.unreadable(subject, String.valueOf(e.getMessage()));
        }
    }

    private Subject subject(SuprSendApiKey key) {
        return switch (reader.read(Credential.of(key))) {
            case SpecReader.Read.Usable(var demand) -> new Subject.Wanted(resource(key), demand);
            case SpecReader.Read.Unusable(var target, var detail) ->
                new Subject.Unusable(resource(key), target, detail);
        };
    }

    private Resource resource(SuprSendApiKey key) {
        return resource(key, namespaces.uidFor(key));
    }

    /** A deletion needs no namespace, which may be going itself. */
    private static Resource resource(SuprSendApiKey key, String namespaceUid) {
        return new Resource(
                KubeResources.owner(key, namespaceUid), token(key, Names.ROTATE), token(key, Names.EXPOSED));
    }

    private static @Nullable String token(SuprSendApiKey key, String annotation) {
        var value = Updates.annotation(key, annotation);
        return value.isBlank() ? null : value;
    }

    @Override
    public List<EventSource<?, SuprSendApiKey>> prepareEventSources(EventSourceContext<SuprSendApiKey> context) {
        var sources = new ArrayList<EventSource<?, SuprSendApiKey>>();
        sources.add(wakeups.source(context.getPrimaryCache()));
        sources.add(accounts(context));
        published(context).forEach(sources::add);
        if (clusterAccounts) {
            sources.add(clusterAccounts(context));
        }
        return sources;
    }

    private EventSource<?, SuprSendApiKey> clusterAccounts(EventSourceContext<SuprSendApiKey> context) {
        var source = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ClusterSuprSendAccount.class, SuprSendApiKey.class)
                        .withName("cluster-accounts")
                        .withWatchAllNamespaces()
                        .withSecondaryToPrimaryMapper(account -> wakeups.idsUsing(
                                "ClusterSuprSendAccount",
                                "",
                                account.getMetadata().getName()))
                        .build(),
                context);
        accounts.useCluster(source);
        return source;
    }

    private EventSource<?, SuprSendApiKey> accounts(EventSourceContext<SuprSendApiKey> context) {
        var source = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(SuprSendAccount.class, SuprSendApiKey.class)
                        .withName("accounts")
                        .withNamespacesInheritedFromController()
                        .withSecondaryToPrimaryMapper(account -> wakeups.idsUsing(
                                "SuprSendAccount",
                                account.getMetadata().getNamespace(),
                                account.getMetadata().getName()))
                        .build(),
                context);
        accounts.useNamespaced(source);
        return source;
    }

    /**
     * The labelled Secrets alone, and of them no value: that somebody changed one is all that is wanted of them. One source for each
     * watched namespace, since the framework lets those of one source empty each other's store.
     */
    private static Stream<EventSource<?, SuprSendApiKey>> published(EventSourceContext<SuprSendApiKey> context) {
        var watched = context.getControllerConfiguration().getInformerConfig();
        return watched.watchAllNamespaces()
                ? Stream.of(published(context, "published", Set.of()))
                : watched.getNamespaces().stream()
                        .map(namespace -> published(context, "published-" + namespace, Set.of(namespace)));
    }

    private static EventSource<?, SuprSendApiKey> published(
            EventSourceContext<SuprSendApiKey> context, String name, Set<String> namespaces) {
        var configuration = InformerEventSourceConfiguration.from(Secret.class, SuprSendApiKey.class)
                .withName(name)
                .withLabelSelector(Names.MANAGED_BY + "=" + Names.MANAGER + "," + Names.KIND + "=SuprSendApiKey")
                .withItemStore(Stripped.secrets())
                .withSecondaryToPrimaryMapper(secret -> Set.of(new ResourceID(
                        Updates.label(secret, Names.NAME), secret.getMetadata().getNamespace())));
        if (namespaces.isEmpty()) {
            configuration.withWatchAllNamespaces();
        } else {
            configuration.withNamespaces(namespaces);
        }
        return new InformerEventSource<>(configuration.build(), context);
    }
}
