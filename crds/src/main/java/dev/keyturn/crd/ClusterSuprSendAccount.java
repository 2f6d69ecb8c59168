package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
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
@JsonClassDescription(
        "A SuprSend account, run by a platform team, for the namespaces that it grants. Its service token lies in a Secret"
                + " in the operator's namespace.")
@AdditionalPrinterColumn(name = "READY", jsonPath = Columns.READY)
@AdditionalPrinterColumn(name = "REASON", jsonPath = Columns.REASON)
@AdditionalPrinterColumn(name = "ENDPOINT", jsonPath = Columns.ENDPOINT)
@AdditionalPrinterColumn(name = "AGE", jsonPath = Columns.AGE, type = AdditionalPrinterColumn.Type.DATE)
public final class ClusterSuprSendAccount extends CustomResource<ClusterSuprSendAccountSpec, SuprSendAccountStatus> {
    @Serial
    private static final long serialVersionUID = 1L;
}
