package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants of a service token.
 *
 * @param deletionPolicy the name of a {@link DeletionPolicyName}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceTokenSpec(
        @JsonPropertyDescription(
                "The account that the token opens; it may be the one that takes its token from the very Secret that is published here."
                        + " Default: the ClusterSuprSendAccount named default.")
        @Default("{\"kind\": \"ClusterSuprSendAccount\", \"name\": \"default\"}")
        @Nullable
        AccountRef accountRef,

        @JsonPropertyDescription(
                "While true nobody is asked for a new token but for an exposed one, and nothing that was handed in is taken; the Secret is still"
                        + " kept right. Default: false.")
        @Nullable
        Boolean suspend,

        @JsonPropertyDescription(
                "When a new token is asked for, and how long its predecessor lives on. Default: every 270d, with an overlap of 24h; and in time"
                        + " before it expires, where whoever handed it in said when.")
        @Nullable
        RotationSpec rotation,

        @JsonPropertyDescription("What happens when the token was exposed.") @Nullable
        ExposureSpec onExposure,

        @JsonPropertyDescription("The Secret that the token is published to.") @Nullable
        TokenPublishSpec publish,

        @JsonPropertyDescription("What is done about workloads that run on the token.") @Nullable
        ConsumersSpec consumers,

        @JsonPropertyDescription(
                "Who may read the Secret, as subjects of RBAC, at most 64; any other reader makes the token Degraded, with the reason"
                        + " TooManyReaders. Absent: readers are listed in the status, and nothing else.")
        @Size(max = 64)
        @Nullable
        List<ReaderSubject> allowedReaders,

        @JsonPropertyDescription(
                "What becomes of the token when this resource is deleted. Revoke: after a delay the Secret is removed, unless an account takes its"
                        + " token from it, and somebody has to delete the token at SuprSend. Retain: token, Secret and keyring stay. Default: Revoke.")
        @SchemaFrom(type = DeletionPolicyName.class)
        @Nullable
        String deletionPolicy)
        implements CredentialSpec {

    /** A service token opens all of them. */
    @Override
    public @Nullable String workspace() {
        return null;
    }
}
