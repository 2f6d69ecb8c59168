package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants of an API key.
 *
 * @param workspace a slug
 * @param deletionPolicy the name of a {@link DeletionPolicyName}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(oldSelf.workspace) || has(self.workspace) && self.workspace == oldSelf.workspace",
        fieldPath = ".workspace",
        message =
                "workspace cannot change: delete this resource, then apply it again under the same Secret name with the new workspace")
@ValidationRule(
        value = "!has(self.takeOver) || !has(self.publish) || !has(self.publish.data)"
                + " || self.publish.data.exists(k, self.publish.data[k].matches('" + Rules.JUST + "apiKey"
                + Rules.JUST_END + "'))",
        fieldPath = ".takeOver",
        message =
                "takeOver needs an entry of publish.data that is just {{apiKey}} and nothing else: in it stands the key that is taken over")
public record SuprSendApiKeySpec(
        @JsonPropertyDescription(
                "The account that the key comes from. Default: the ClusterSuprSendAccount named default.")
        @Default("{\"kind\": \"ClusterSuprSendAccount\", \"name\": \"default\"}")
        @Nullable
        AccountRef accountRef,

        @JsonPropertyDescription("Slug of the workspace that the key is for, such as staging. It cannot change.")
        @Required
        @Size(max = Rules.LONGEST_SLUG)
        @ValidationRule(value = "self.matches('" + Rules.SLUG + "')", message = Rules.WRITE_SLUG)
        @Nullable
        String workspace,

        @JsonPropertyDescription(
                "While true nothing turns but an exposed key, and nothing dies but what was exposed or deleted;"
                        + " the Secret is still kept right. Default: false.")
        @Nullable
        Boolean suspend,

        @JsonPropertyDescription("When the key turns, and how long its predecessor lives on.") @Nullable
        RotationSpec rotation,

        @JsonPropertyDescription("What happens when the key was exposed.") @Nullable
        ExposureSpec onExposure,

        @JsonPropertyDescription("The Secret that the key is published to.") @Nullable
        PublishSpec publish,

        @JsonPropertyDescription("What is done about workloads that run on the key.") @Nullable
        ConsumersSpec consumers,

        @JsonPropertyDescription(
                "Begin with the key that a person made and that stands in the Secret already, which has to consent. It becomes revision 0, is"
                        + " published unchanged, and turns on schedule. Its id, and what the provider shows of its value, have to fit"
                        + " the value in an entry that is just {{apiKey}}. Only the beginning asks for it: later it has no effect, nor has taking it"
                        + " away.")
        @Nullable
        TakeOverSpec takeOver,

        @JsonPropertyDescription(
                "What becomes of the key when this resource is deleted. Revoke: it is revoked after a delay, and the"
                        + " Secret removed. Retain: key, Secret and keyring stay. Default: Revoke.")
        @SchemaFrom(type = DeletionPolicyName.class)
        @Nullable
        String deletionPolicy)
        implements CredentialSpec {}
