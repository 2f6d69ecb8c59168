package dev.keyturn.crd;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import org.jspecify.annotations.Nullable;

/** What all kinds of credentials are; an operator treats them alike. */
// By this they are read as the class that is asked for, as all custom resources are: what HasMetadata says of itself
// would come before that.
@JsonDeserialize(using = JsonDeserializer.None.class)
public interface CredentialResource extends HasMetadata, Namespaced {

    /** Null for one that was made without a spec, which admission refuses. */
    @Nullable
    CredentialSpec getSpec();

    @Nullable
    CredentialStatus getStatus();
}
