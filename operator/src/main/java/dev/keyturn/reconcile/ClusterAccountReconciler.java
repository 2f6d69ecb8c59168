package dev.keyturn.reconcile;

import dev.keyturn.crd.ClusterSuprSendAccount;
import dev.keyturn.port.Accounts.Account;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.util.function.Function;

/** Cluster accounts: says whether the provider knows their token. */
public final class ClusterAccountReconciler implements Reconciler<ClusterSuprSendAccount> {

    private final AccountStatuses statuses;
    private final Function<ClusterSuprSendAccount, Account> accounts;

    public ClusterAccountReconciler(AccountStatuses statuses, Function<ClusterSuprSendAccount, Account> accounts) {
        this.statuses = statuses;
        this.accounts = accounts;
    }

    @Override
    public UpdateControl<ClusterSuprSendAccount> reconcile(
            ClusterSuprSendAccount account, Context<ClusterSuprSendAccount> context) {
        var made = statuses.of(
                accounts.apply(account),
                account.getStatus(),
                account.getMetadata().getGeneration());
        return StatusPut.put(context.getClient(), account, account.getStatus(), made);
    }
}
