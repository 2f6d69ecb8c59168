package dev.keyturn.kube;

import dev.keyturn.crd.AccountRef;
import dev.keyturn.crd.PublishSpec;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.crd.SuprSendApiKeySpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all kinds of credentials have in common, as the user wrote it; nothing here is checked yet.
 *
 * @param fields that the material of the kind has
 */
public record Credential(
        HasMetadata resource,
        Set<String> fields,
        Map<String, String> defaultData,
        String defaultEvery,
        Optional<AccountRef> accountRef,
        Optional<String> workspace,
        boolean suspend,
        Optional<String> every,
        Optional<String> overlap,
        Optional<String> waitForConsumers,
        Optional<PublishSpec> publish,
        Optional<String> deletionPolicy) {

    static final Duration DEFAULT_OVERLAP = Duration.ofHours(24);
    static final Duration DEFAULT_WAIT = Duration.ofMinutes(5);

    /** An API key; one without a spec, which admission refuses, has an empty one. */
    public static Credential of(SuprSendApiKey resource) {
        var spec = resource.getSpec();
        var data = new LinkedHashMap<String, String>();
        data.put("SUPRSEND_API_KEY", "{{apiKey}}");
        return new Credential(
                resource,
                Set.of("apiKey"),
                data,
                "180d",
                part(spec, SuprSendApiKeySpec::accountRef),
                part(spec, SuprSendApiKeySpec::workspace),
                part(spec, SuprSendApiKeySpec::suspend).orElse(false),
                part(spec, SuprSendApiKeySpec::rotation).flatMap(rotation -> Optional.ofNullable(rotation.every())),
                part(spec, SuprSendApiKeySpec::rotation).flatMap(rotation -> Optional.ofNullable(rotation.overlap())),
                part(spec, SuprSendApiKeySpec::onExposure)
                        .flatMap(exposure -> Optional.ofNullable(exposure.waitForConsumers())),
                part(spec, SuprSendApiKeySpec::publish),
                part(spec, SuprSendApiKeySpec::deletionPolicy));
    }

    private static <S, T> Optional<T> part(@Nullable S spec, Part<S, T> part) {
        return spec == null ? Optional.empty() : Optional.ofNullable(part.of(spec));
    }

    private interface Part<S, T> {
        @Nullable
        T of(S spec);
    }

    /** The name of the Secret: what was said, or the resource's own. */
    String secretName() {
        return publish.flatMap(spec -> Optional.ofNullable(spec.secretName()))
                .orElse(resource.getMetadata().getName());
    }
}
