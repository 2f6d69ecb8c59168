package dev.keyturn.crd;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;

/** A SuprSend account, run by a platform team, for the namespaces that it grants. */
@Group(Keyturn.GROUP)
@Version(Keyturn.VERSION)
@Kind("ClusterSuprSendAccount")
@ShortNames("cssacct")
@Categories(Keyturn.CATEGORY)
public final class ClusterSuprSendAccount extends CustomResource<ClusterSuprSendAccountSpec, SuprSendAccountStatus> {
    @Serial
    private static final long serialVersionUID = 1L;
}
