package dev.keyturn.reconcile;

import dev.keyturn.crd.SuprSendAccount;
import dev.keyturn.port.Accounts.Account;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.util.function.Function;

/** Accounts of one namespace: says whether the provider knows their token. */
public final class NamespacedAccountReconciler implements Reconciler<SuprSendAccount> {

    private final AccountStatuses statuses;
    private final Function<SuprSendAccount, Account> accounts;

    public NamespacedAccountReconciler(AccountStatuses statuses, Function<SuprSendAccount, Account> accounts) {
        this.statuses = statuses;
        this.accounts = accounts;
    }

    @Override
    public UpdateControl<SuprSendAccount> reconcile(SuprSendAccount account, Context<SuprSendAccount> context) {
        var made = statuses.of(
                accounts.apply(account),
                account.getStatus(),
                account.getMetadata().getGeneration());
        return StatusPut.put(context.getClient(), account, account.getStatus(), made);
    }
}
