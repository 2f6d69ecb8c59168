package dev.keyturn.kube;

import dev.keyturn.plan.PodUse;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        var volumes = spec.getVolumes().stream()
                .filter(volume -> isFrom(volume, secret))
                .map(Volume::getName)
                .collect(Collectors.toSet());
        var mounts = containers(spec)
                .flatMap(container -> container.mounts().stream())
                .filter(mount -> volumes.contains(mount.getName()))
                .toList();
        var byEnv = mounts.stream().anyMatch(PodSpecs::isOfAPart)
                || containers(spec).anyMatch(container -> takesByEnv(container, secret));
        var byVolume = mounts.stream().anyMatch(mount -> !isOfAPart(mount));
        if (!byEnv && !byVolume) {
            return Optional.empty();
        }
        var status = pod.getStatus();
        return Optional.of(new PodUse(
                pod.getMetadata().getName(),
                Instant.parse(pod.getMetadata().getCreationTimestamp()),
                byEnv,
                byVolume,
                spec.getNodeName() != null && !spec.getNodeName().isEmpty(),
                status != null && status.getPhase() != null && ENDED.contains(status.getPhase())));
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

    private static boolean takesByEnv(Container container, String secret) {
        return container.env().stream()
                        .anyMatch(env -> env.getValueFrom() != null
                                && env.getValueFrom().getSecretKeyRef() != null
                                && secret.equals(
                                        env.getValueFrom().getSecretKeyRef().getName()))
                || container.envFrom().stream()
                        .anyMatch(from -> from.getSecretRef() != null
                                && secret.equals(from.getSecretRef().getName()));
    }

    private static boolean isFrom(Volume volume, String secret) {
        var projected = volume.getProjected();
        return (volume.getSecret() != null && secret.equals(volume.getSecret().getSecretName()))
                || (projected != null
                        && projected.getSources().stream()
                                .anyMatch(source -> source.getSecret() != null
                                        && secret.equals(source.getSecret().getName())));
    }

    /** The kubelet never updates a mounted part of a volume. */
    private static boolean isOfAPart(VolumeMount mount) {
        return isSet(mount.getSubPath()) || isSet(mount.getSubPathExpr());
    }

    private static boolean isSet(String path) {
        return path != null && !path.isEmpty();
    }
}
