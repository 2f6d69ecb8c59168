package dev.keyturn.reconcile;

import dev.keyturn.crd.SuprSendWorkspaceKey;
import dev.keyturn.kube.Kinds;

/** Pairs of workspace key and secret. */
public final class WorkspaceKeyReconciler extends CredentialReconciler<SuprSendWorkspaceKey> {

    public WorkspaceKeyReconciler(Shared shared) {
        super(Kinds.WORKSPACE_KEY, shared);
    }
}
