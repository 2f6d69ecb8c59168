package dev.keyturn.crd;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;

/** A SuprSend account for the credentials of one namespace, which may have all of it. */
@Group(Keyturn.GROUP)
@Version(Keyturn.VERSION)
@Kind("SuprSendAccount")
@ShortNames("ssacct")
@Categories(Keyturn.CATEGORY)
public final class SuprSendAccount extends CustomResource<SuprSendAccountSpec, SuprSendAccountStatus>
        implements Namespaced {
    @Serial
    private static final long serialVersionUID = 1L;
}
