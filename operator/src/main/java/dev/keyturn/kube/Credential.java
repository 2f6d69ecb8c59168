package dev.keyturn.kube;

import dev.keyturn.crd.AccountRef;
import dev.keyturn.crd.CredentialResource;
import dev.keyturn.crd.CredentialSpec;
import dev.keyturn.crd.Publication;
import dev.keyturn.crd.ReaderSubject;
import dev.keyturn.crd.RotationSpec;
import dev.keyturn.crd.TakeOverSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all kinds of credentials have in common, as the user wrote it; nothing here is checked yet.
 *
 * @param inWorkspace whether it is about one workspace, and not about the whole account
 * @param fields that the material of the kind has
 */
public record Credential(
        HasMetadata resource,
        boolean inWorkspace,
        Set<String> fields,
        Map<String, String> defaultData,
        Optional<String> defaultEvery,
        Optional<AccountRef> accountRef,
        Optional<String> workspace,
        Optional<String> pair,
        Optional<String> turning,
        boolean suspend,
        Optional<RotationSpec> rotation,
        Optional<String> waitForConsumers,
        Optional<Publication> publish,
        Optional<String> restart,
        Optional<String> deletionPolicy,
        Optional<List<ReaderSubject>> allowedReaders,
        Optional<TakeOverSpec> takeOver) {

    static final Duration DEFAULT_OVERLAP = Duration.ofHours(24);
    static final Duration DEFAULT_WAIT = Duration.ofMinutes(5);

    /** Of any kind; a resource without a spec, which admission refuses, has an empty one. */
    public static Credential of(CredentialResource resource) {
        var kind = Kinds.of(resource);
        var spec = resource.getSpec();
        return new Credential(
                resource,
                kind.inWorkspace(),
                kind.fields(),
                kind.defaultData(),
                kind.defaultEvery(),
                part(spec, CredentialSpec::accountRef),
                part(spec, CredentialSpec::workspace),
                part(spec, CredentialSpec::pair),
                part(spec, CredentialSpec::turning),
                part(spec, CredentialSpec::suspend).orElse(false),
                part(spec, CredentialSpec::rotation),
                part(spec, CredentialSpec::onExposure)
                        .flatMap(exposure -> Optional.ofNullable(exposure.waitForConsumers())),
                part(spec, CredentialSpec::publish),
                part(spec, CredentialSpec::consumers).flatMap(consumers -> Optional.ofNullable(consumers.restart())),
                part(spec, CredentialSpec::deletionPolicy),
                part(spec, CredentialSpec::allowedReaders),
                part(spec, CredentialSpec::takeOver));
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
