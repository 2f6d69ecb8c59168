package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import org.jspecify.annotations.Nullable;

/**
 * What is done about workloads that run on the published value.
 *
 * @param restart the name of a {@link RestartName}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsumersSpec(
        @JsonPropertyDescription(
                "WhenNeeded: a Deployment, StatefulSet or DaemonSet whose pods take the Secret by env, envFrom or subPath is restarted once for each"
                        + " new value, 15 s after it was published, by an annotation on its pod template; one with several credentials once for"
                        + " all that turn within a minute. Never: others do that; and what Reloader was asked to restart is left to it. The old"
                        + " value lives until no pod holds it, either way. Default: WhenNeeded.")
        @SchemaFrom(type = RestartName.class)
        @Nullable
        String restart) {}
