package dev.keyturn.kube;

import dev.keyturn.plan.PodUse;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretEnvSource;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecretProjection;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a pod's containers take a Secret. */
final class PodSpecs {

    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    /** What the three kinds of containers have in common. */
    private record Container(List<EnvVar> env, List<EnvFromSource> envFrom, List<VolumeMount> mounts) {}

    private PodSpecs() {}

    /** How the pod uses the Secret; empty if it does not. One that is being deleted uses it until it has ended. */
    static Optional<PodUse> use(Pod pod, String secret) {
        var spec = pod.getSpec();
        var byEnv = byEnv(spec).collect(Collectors.toUnmodifiableSet());
        var byVolume = volumes(spec, mount -> !isOfAPart(mount)).anyMatch(secret::equals);
        if (!byEnv.contains(secret) && !byVolume) {
            return Optional.empty();
        }
        var status = pod.getStatus();
        return Optional.of(new PodUse(
                pod.getMetadata().getName(),
                Instant.parse(pod.getMetadata().getCreationTimestamp()),
                byEnv.contains(secret),
                byVolume,
                spec.getNodeName() != null && !spec.getNodeName().isEmpty(),
                status != null && status.getPhase() != null && ENDED.contains(status.getPhase()),
                pod.isMarkedForDeletion(),
                Owners.of(pod).orElse(null),
                byEnv,
                null));
    }

    /** The Secrets of which containers keep what they start with. */
    private static Stream<String> byEnv(PodSpec spec) {
        return Stream.concat(containers(spec).flatMap(PodSpecs::variables), volumes(spec, PodSpecs::isOfAPart));
    }

    /** The Secrets in volumes that containers mount in such a way. */
    private static Stream<String> volumes(PodSpec spec, Predicate<VolumeMount> way) {
        var mounted = containers(spec)
                .flatMap(container -> container.mounts().stream())
                .filter(way)
                .map(VolumeMount::getName)
                .collect(Collectors.toSet());
        return spec.getVolumes().stream()
                .filter(volume -> mounted.contains(volume.getName()))
                .flatMap(PodSpecs::secrets);
    }

    private static Stream<Container> containers(PodSpec spec) {
        return Stream.of(
                        spec.getInitContainers().stream()
                                .map(one -> new Container(one.getEnv(), one.getEnvFrom(), one.getVolumeMounts())),
                        spec.getContainers().stream()
                                .map(one -> new Container(one.getEnv(), one.getEnvFrom(), one.getVolumeMounts())),
                        spec.getEphemeralContainers().stream()
                                .map(one -> new Container(one.getEnv(), one.getEnvFrom(), one.getVolumeMounts())))
                .flatMap(each -> each);
    }

    private static Stream<String> variables(Container container) {
        return Stream.concat(
                        container.env().stream()
                                .filter(env -> env.getValueFrom() != null)
                                .flatMap(env ->
                                        Stream.ofNullable(env.getValueFrom().getSecretKeyRef()))
                                .map(SecretKeySelector::getName),
                        container.envFrom().stream()
                                .flatMap(from -> Stream.ofNullable(from.getSecretRef()))
                                .map(SecretEnvSource::getName))
                .filter(Objects::nonNull);
    }

    private static Stream<String> secrets(Volume volume) {
        var projected = volume.getProjected();
        return Stream.concat(
                        Stream.ofNullable(volume.getSecret()).map(SecretVolumeSource::getSecretName),
                        Stream.ofNullable(projected)
                                .flatMap(all -> all.getSources().stream())
                                .flatMap(source -> Stream.ofNullable(source.getSecret()))
                                .map(SecretProjection::getName))
                .filter(Objects::nonNull);
    }

    /** The kubelet never updates a mounted part of a volume. */
    private static boolean isOfAPart(VolumeMount mount) {
        return isSet(mount.getSubPath()) || isSet(mount.getSubPathExpr());
    }

    private static boolean isSet(String path) {
        return path != null && !path.isEmpty();
    }
}
