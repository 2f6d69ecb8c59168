package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;

/** A service token of a whole account, which people make and end: it is asked for in time, proved, published, and its end is proved, too. */
@Group(Keyturn.GROUP)
@Version(Keyturn.VERSION)
@Kind("ServiceToken")
@ShortNames("svctok")
@Categories(Keyturn.CATEGORY)
@JsonClassDescription(
        "A service token of a SuprSend account, kept in a Secret. No API makes one: a person is asked to, in time, and hands it in; what was"
                + " handed in is proved before it is published, and the old one until it is dead. The annotation keyturn.dev/rotate with a value"
                + " never seen before asks for a new one now; keyturn.dev/exposed asks at once, and the old one has to die. A"
                + " token that stands in the Secret already is begun with where that Secret consents; takeOver, which other kinds have, is not"
                + " for it.")
@AdditionalPrinterColumn(name = "READY", jsonPath = Columns.READY)
@AdditionalPrinterColumn(name = "REASON", jsonPath = Columns.REASON)
@AdditionalPrinterColumn(name = "SECRET", jsonPath = ".status.secretName")
@AdditionalPrinterColumn(name = "TURNED", jsonPath = ".status.turnedAt", type = AdditionalPrinterColumn.Type.DATE)
// Not a date: kubectl shows an instant in the future as <invalid>.
@AdditionalPrinterColumn(name = "NEXT", jsonPath = ".status.next.at")
@AdditionalPrinterColumn(name = "AGE", jsonPath = Columns.AGE, type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "EXPIRES", jsonPath = ".status.expiresAt", priority = 1)
@AdditionalPrinterColumn(
        name = "REVISION",
        jsonPath = ".status.revision",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@ValidationRule(
        value = "self.metadata.name.size() <= 63",
        message = "shorten metadata.name: the name of a credential has at most 63 characters")
@ValidationRule(
        value =
                "has(self.spec.publish) && has(self.spec.publish.secretName) || !self.metadata.name.endsWith('-delivery')",
        message =
                "set publish.secretName: it is the resource's name where it is absent, and must not end with -delivery")
@ValidationRule(
        // Written out, since what the shorter orValue() might cost cannot be bounded and is refused.
        value = "!has(oldSelf.spec) || (has(self.spec.publish) && has(self.spec.publish.secretName)"
                + " ? self.spec.publish.secretName : self.metadata.name)"
                + " == (has(oldSelf.spec.publish) && has(oldSelf.spec.publish.secretName)"
                + " ? oldSelf.spec.publish.secretName : oldSelf.metadata.name)",
        fieldPath = ".spec.publish",
        message =
                "publish.secretName cannot change (where absent it is the resource's name): delete this resource, then apply it again"
                        + " with the new secretName")
public final class ServiceToken extends CustomResource<ServiceTokenSpec, CredentialStatus>
        implements CredentialResource {
    @Serial
    private static final long serialVersionUID = 1L;
}
