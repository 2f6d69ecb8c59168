package dev.keyturn.crd;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;

/** An API key of one workspace, which turns on schedule, on request, or at once when it was exposed. */
@Group(Keyturn.GROUP)
@Version(Keyturn.VERSION)
@Kind("SuprSendApiKey")
@ShortNames("ssak")
@Categories(Keyturn.CATEGORY)
public final class SuprSendApiKey extends CustomResource<SuprSendApiKeySpec, SuprSendApiKeyStatus>
        implements Namespaced {
    @Serial
    private static final long serialVersionUID = 1L;
}
