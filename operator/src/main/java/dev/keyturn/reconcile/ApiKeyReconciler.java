package dev.keyturn.reconcile;

import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.kube.Kinds;

/** API keys. */
public final class ApiKeyReconciler extends CredentialReconciler<SuprSendApiKey> {

    public ApiKeyReconciler(Shared shared) {
        super(Kinds.API_KEY, shared);
    }
}
