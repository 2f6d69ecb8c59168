package dev.keyturn.reconcile;

import dev.keyturn.crd.ClusterSuprSendAccount;
import dev.keyturn.crd.CredentialResource;
import dev.keyturn.crd.CredentialSpec;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.crd.SuprSendAccount;
import dev.keyturn.execute.Driver;
import dev.keyturn.execute.Result;
import dev.keyturn.execute.Subject;
import dev.keyturn.kube.Credential;
import dev.keyturn.kube.Kinds;
import dev.keyturn.kube.KubeResources;
import dev.keyturn.kube.SpecReader;
import dev.keyturn.plan.DeletionPolicy;
import dev.keyturn.plan.Resource;
import dev.keyturn.plan.Step;
import dev.keyturn.port.Names;
import dev.keyturn.port.UnreadableKeyringException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.CustomResource;
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

/** Credentials of one kind, whichever it is. */
public abstract class CredentialReconciler<
                R extends CustomResource<? extends CredentialSpec, CredentialStatus> & CredentialResource>
        implements Reconciler<R>, Cleaner<R> {

    /**
     * What the reconcilers of all kinds share.
     *
     * @param clusterAccounts whether cluster accounts are looked at
     */
    public record Shared(
            Driver driver,
            SpecReader reader,
            Namespaces namespaces,
            AccountCaches accounts,
            Wakeups wakeups,
            StatusWriter statuses,
            Census census,
            boolean clusterAccounts) {}

    private final Kinds<R> kind;

    private final Driver driver;
    private final SpecReader reader;
    private final Namespaces namespaces;
    private final Attention attention;
    private final AccountCaches accounts;
    private final Wakeups wakeups;
    private final StatusWriter statuses;
    private final Census census;
    private final boolean clusterAccounts;

    CredentialReconciler(Kinds<R> kind, Shared shared) {
        this.kind = kind;
        driver = shared.driver();
        reader = shared.reader();
        namespaces = shared.namespaces();
        accounts = shared.accounts();
        wakeups = shared.wakeups();
        statuses = shared.statuses();
        census = shared.census();
        clusterAccounts = shared.clusterAccounts();
        attention = new Attention(driver, accounts);
    }

    String kind() {
        return kind.name();
    }

    @Override
    public UpdateControl<R> reconcile(R key, Context<R> context) {
        var subject = subject(key);
        attention.onChange(key, subject);
        var result = drive(subject);
        return UpdateControl.<R>noUpdate().rescheduleAfter(statuses.write(key, subject, result));
    }

    /** The resource goes at once; what is left to do about its keys is the keyring's. */
    @Override
    public DeleteControl cleanup(R key, Context<R> context) {
        var credential = Credential.of(key);
        var policy = SpecReader.policy(credential).orElse(DeletionPolicy.Retain);
        // A deletion needs no namespace, which may be going itself.
        var resource = KubeResources.resource(key, "");
        var result = drive(new Subject.Deleted(resource, SpecReader.target(credential), policy));
        attention.forget(key);
        statuses.forget(key);
        statuses.tell(key, result);
        if (result.rest() instanceof Step.LetGo || !result.changes().isEmpty()) {
            namespaces.forget(key);
        }
        return result.rest() instanceof Step.LetGo
                ? DeleteControl.defaultDelete()
                : DeleteControl.noFinalizerRemoval().rescheduleAfter(statuses.again(result));
    }

    @Override
    public ErrorStatusUpdateControl<R> updateErrorStatus(R key, Context<R> context, Exception failure) {
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

    private Subject subject(R key) {
        return switch (reader.read(Credential.of(key))) {
            case SpecReader.Read.Usable(var demand) -> new Subject.Wanted(resource(key), demand);
            case SpecReader.Read.Unusable(var target, var detail) ->
                new Subject.Unusable(resource(key), target, detail);
        };
    }

    private Resource resource(R key) {
        return KubeResources.resource(key, namespaces.uidFor(key));
    }

    @Override
    public List<EventSource<?, R>> prepareEventSources(EventSourceContext<R> context) {
        var sources = new ArrayList<EventSource<?, R>>();
        sources.add(wakeups.source(kind.name(), context.getPrimaryCache()));
        sources.add(accounts(context));
        published(context).forEach(sources::add);
        if (clusterAccounts) {
            sources.add(clusterAccounts(context));
        }
        return sources;
    }

    private EventSource<?, R> clusterAccounts(EventSourceContext<R> context) {
        var source = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ClusterSuprSendAccount.class, kind.type())
                        .withName("cluster-accounts")
                        .withInformerListLimit(Controllers.PAGE)
                        .withWatchAllNamespaces()
                        .withSecondaryToPrimaryMapper(account -> wakeups.idsUsing(
                                kind.name(),
                                "ClusterSuprSendAccount",
                                "",
                                account.getMetadata().getName()))
                        .build(),
                context);
        accounts.useCluster(kind.name(), source);
        return source;
    }

    private EventSource<?, R> accounts(EventSourceContext<R> context) {
        var source = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(SuprSendAccount.class, kind.type())
                        .withName("accounts")
                        .withInformerListLimit(Controllers.PAGE)
                        .withNamespacesInheritedFromController()
                        .withSecondaryToPrimaryMapper(account -> wakeups.idsUsing(
                                kind.name(),
                                "SuprSendAccount",
                                account.getMetadata().getNamespace(),
                                account.getMetadata().getName()))
                        .build(),
                context);
        accounts.useNamespaced(kind.name(), source);
        return source;
    }

    /**
     * The labelled Secrets alone, and of them no value: that somebody changed one is all that is wanted of them. One source for each
     * watched namespace, since the framework lets those of one source empty each other's store.
     */
    private Stream<EventSource<?, R>> published(EventSourceContext<R> context) {
        var watched = context.getControllerConfiguration().getInformerConfig();
        return watched.watchAllNamespaces()
                ? Stream.of(published(context, "published", Set.of()))
                : watched.getNamespaces().stream()
                        .map(namespace -> published(context, "published-" + namespace, Set.of(namespace)));
    }

    private EventSource<?, R> published(EventSourceContext<R> context, String name, Set<String> namespaces) {
        var configuration = InformerEventSourceConfiguration.from(Secret.class, kind.type())
                .withName(name)
                .withInformerListLimit(Controllers.PAGE)
                .withLabelSelector(Names.MANAGED_BY + "=" + Names.MANAGER + "," + Names.KIND + "=" + kind.name())
                .withItemStore(Stripped.secrets(Names.NAME))
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
