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
 * What a user wants of a pair of workspace key and secret.
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
        value = "(has(self.pair) ? self.pair : 'Own') == (has(oldSelf.pair) ? oldSelf.pair : 'Own')",
        fieldPath = ".pair",
        message =
                "pair cannot change (where absent it is Own): delete this resource, then apply it again under the same Secret name"
                        + " with the new pair")
@ValidationRule(
        value = "!has(self.turning) || has(self.pair) && self.pair == 'Default'",
        fieldPath = ".turning",
        message = "turning is for pair: Default; leave it out, a pair of its own always turns by the API")
@ValidationRule(
        value = "!has(self.pair) || self.pair != 'Default' || !has(self.publish) || !has(self.publish.data)"
                + " || self.publish.data.all(k, !self.publish.data[k].matches('" + Rules.PREVIOUS + "'))",
        fieldPath = ".publish.data",
        message =
                "leave out what shows the previous pair: of pair: Default there is none, since the old secret is dead as soon as there is a new one")
@ValidationRule(
        value = "!has(self.takeOver) || !has(self.publish) || !has(self.publish.data)"
                + " || (self.publish.data.exists(k, self.publish.data[k].matches('" + Rules.JUST + "key"
                + Rules.JUST_END + "')) && self.publish.data.exists(k, self.publish.data[k].matches('" + Rules.JUST
                + "secret" + Rules.JUST_END + "')))",
        fieldPath = ".takeOver",
        message =
                "takeOver needs an entry of publish.data that is just {{key}}, and in one that is just {{secret}} and nothing else: in it stands the pair that is taken over")
@ValidationRule(
        value = "!has(self.takeOver) || !has(self.pair) || self.pair != 'Default'",
        fieldPath = ".takeOver",
        message = "takeOver is for pair: Own; leave it out, the default pair is taken as it stands")
public record SuprSendWorkspaceKeySpec(
        @JsonPropertyDescription(
                "The account that the pair comes from. Default: the ClusterSuprSendAccount named default.")
        @Default("{\"kind\": \"ClusterSuprSendAccount\", \"name\": \"default\"}")
        @Nullable
        AccountRef accountRef,

        @JsonPropertyDescription("Slug of the workspace that the pair is for, such as staging. It cannot change.")
        @Required
        @Size(max = Rules.LONGEST_SLUG)
        @ValidationRule(value = "self.matches('" + Rules.SLUG + "')", message = Rules.WRITE_SLUG)
        @Nullable
        String workspace,

        @JsonPropertyDescription(
                "Own: a pair of its own beside the others of the workspace, which turns with overlap. Default: the pair that came with"
                        + " the workspace, which turns in place: its secret is replaced, and the old one is dead at once. It cannot"
                        + " change. Default: Own.")
        @SchemaFrom(type = PairName.class)
        @Nullable
        String pair,

        @JsonPropertyDescription(
                "Of the default pair: how its secret is turned. Api: by the management API. Bridge: by SuprSend's support, and the"
                        + " hub shows the new one. Delivery: by SuprSend's support, and a person hands the new one in. Default:"
                        + " found out.")
        @SchemaFrom(type = TurningName.class)
        @Nullable
        String turning,

        @JsonPropertyDescription(
                "While true nothing turns but an exposed pair, and nothing dies but what was exposed or deleted;"
                        + " the Secret is still kept right. Default: false.")
        @Nullable
        Boolean suspend,

        @JsonPropertyDescription(
                "When the pair turns, and how long its predecessor lives on. Default: by triggers alone, with an overlap of 24h.")
        @Nullable
        RotationSpec rotation,

        @JsonPropertyDescription("What happens when the pair was exposed.") @Nullable
        ExposureSpec onExposure,

        @JsonPropertyDescription("The Secret that the pair is published to.") @Nullable
        PairPublishSpec publish,

        @JsonPropertyDescription("What is done about workloads that run on the pair.") @Nullable
        ConsumersSpec consumers,

        @JsonPropertyDescription(
                "Begin with the pair that a person made and that stands in the Secret already, which has to consent. It becomes revision 0, is"
                        + " published unchanged, and turns on schedule. Its id, and what the provider shows of its value, have to fit"
                        + " the value in an entry that is just {{key}}, and in one that is just {{secret}}. Only the beginning asks for it: later it has no effect, nor has taking it"
                        + " away.")
        @Nullable
        TakeOverSpec takeOver,

        @JsonPropertyDescription(
                "What becomes of the pair when this resource is deleted. Revoke: it is revoked after a delay, and the"
                        + " Secret removed. Retain: pair, Secret and keyring stay. Default: Revoke.")
        @SchemaFrom(type = DeletionPolicyName.class)
        @Nullable
        String deletionPolicy)
        implements CredentialSpec {}
