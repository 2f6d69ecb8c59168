package dev.keyturn.reconcile;

import dev.keyturn.crd.ServiceToken;
import dev.keyturn.kube.Kinds;

/** Service tokens. */
public final class ServiceTokenReconciler extends CredentialReconciler<ServiceToken> {

    public ServiceTokenReconciler(Shared shared) {
        super(Kinds.SERVICE_TOKEN, shared);
    }
}
