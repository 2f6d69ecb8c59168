package dev.keyturn.reconcile;

import dev.keyturn.crd.ClusterSuprSendAccount;
import dev.keyturn.port.Accounts.Account;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.List;
import java.util.function.Function;

/** Cluster accounts: says whether the provider knows their token. */
public final class ClusterAccountReconciler implements Reconciler<ClusterSuprSendAccount> {

    private final SimpleInboundEventSource<ClusterSuprSendAccount> wakeups = new SimpleInboundEventSource<>("wakeups");
    private final AccountStatuses statuses;
    private final Function<ClusterSuprSendAccount, Account> accounts;

    public ClusterAccountReconciler(AccountStatuses statuses, Function<ClusterSuprSendAccount, Account> accounts) {
        this.statuses = statuses;
        this.accounts = accounts;
    }

    /** Has the account looked at for something that its credentials met; another kind of account is not meant. */
    public void wake(Account account) {
        if (account.kind().equals("ClusterSuprSendAccount")) {
            wakeups.propagateEvent(new ResourceID(account.name()));
        }
    }

    /** Has the account looked at, if it is one of these. */
    public void wake(HasMetadata account) {
        if (account instanceof ClusterSuprSendAccount known) {
            wakeups.propagateEvent(ResourceID.fromResource(known));
        }
    }

    @Override
    public List<EventSource<?, ClusterSuprSendAccount>> prepareEventSources(
            EventSourceContext<ClusterSuprSendAccount> context) {
        return List.of(wakeups);
    }

    @Override
    public UpdateControl<ClusterSuprSendAccount> reconcile(
            ClusterSuprSendAccount account, Context<ClusterSuprSendAccount> context) {
        var spec = account.getSpec();
        var made = statuses.of(
                accounts.apply(account),
                spec == null ? null : spec.grants(),
                account.getStatus(),
                account.getMetadata().getGeneration());
        return StatusPut.put(context.getClient(), account, account.getStatus(), made);
    }
}
