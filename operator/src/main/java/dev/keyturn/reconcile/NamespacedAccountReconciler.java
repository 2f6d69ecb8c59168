package dev.keyturn.reconcile;

import dev.keyturn.crd.SuprSendAccount;
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

/** Accounts of one namespace: says whether the provider knows their token. */
public final class NamespacedAccountReconciler implements Reconciler<SuprSendAccount> {

    private final SimpleInboundEventSource<SuprSendAccount> wakeups = new SimpleInboundEventSource<>("wakeups");
    private final AccountStatuses statuses;
    private final Function<SuprSendAccount, Account> accounts;

    public NamespacedAccountReconciler(AccountStatuses statuses, Function<SuprSendAccount, Account> accounts) {
        this.statuses = statuses;
        this.accounts = accounts;
    }

    /** Has the account looked at for something that its credentials met; another kind of account is not meant. */
    public void wake(Account account) {
        if (account.kind().equals("SuprSendAccount")) {
            wakeups.propagateEvent(new ResourceID(account.name(), account.namespace()));
        }
    }

    /** Has the account looked at, if it is one of these. */
    public void wake(HasMetadata account) {
        if (account instanceof SuprSendAccount known) {
            wakeups.propagateEvent(ResourceID.fromResource(known));
        }
    }

    @Override
    public List<EventSource<?, SuprSendAccount>> prepareEventSources(EventSourceContext<SuprSendAccount> context) {
        return List.of(wakeups);
    }

    @Override
    public UpdateControl<SuprSendAccount> reconcile(SuprSendAccount account, Context<SuprSendAccount> context) {
        var made = statuses.of(
                accounts.apply(account),
                null,
                account.getStatus(),
                account.getMetadata().getGeneration());
        return StatusPut.put(context.getClient(), account, account.getStatus(), made);
    }
}
