package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
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
@JsonClassDescription(
        "A SuprSend account for the credentials of this namespace. Everybody who may read Secrets in this namespace holds"
                + " the whole account.")
@AdditionalPrinterColumn(name = "READY", jsonPath = Columns.READY)
@AdditionalPrinterColumn(name = "REASON", jsonPath = Columns.REASON)
@AdditionalPrinterColumn(name = "ENDPOINT", jsonPath = Columns.ENDPOINT)
@AdditionalPrinterColumn(name = "AGE", jsonPath = Columns.AGE, type = AdditionalPrinterColumn.Type.DATE)
public final class SuprSendAccount extends CustomResource<SuprSendAccountSpec, SuprSendAccountStatus>
        implements Namespaced {
    @Serial
    private static final long serialVersionUID = 1L;
}
