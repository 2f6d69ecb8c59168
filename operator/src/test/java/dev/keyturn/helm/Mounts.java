package dev.keyturn.helm;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.ObjectFieldSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a pod's first container finds in its file system, in a folder of this machine; read once, as the pod starts. */
final class Mounts {

    private final KubernetesClient client;
    private final String namespace;
    private final String podName;
    private final String serviceAccount;
    private final Map<String, Path> places = new HashMap<>();

    Mounts(KubernetesClient client, String namespace, String podName, PodSpec pod, Path dir) throws IOException {
        this.client = client;
        this.namespace = namespace;
        this.podName = podName;
        serviceAccount = pod.getServiceAccountName();
        for (var volume : pod.getVolumes()) {
            var folder = Files.createDirectories(dir.resolve(volume.getName()));
            fill(volume, folder);
            for (var mount : pod.getContainers().getFirst().getVolumeMounts()) {
                if (mount.getName().equals(volume.getName())) {
                    places.put(
                            mount.getMountPath(),
                            mount.getSubPath() == null ? folder : folder.resolve(mount.getSubPath()));
                }
            }
        }
    }

    /** A text of the pod in which paths of mounts are where they are here. */
    String onThisMachine(String text) {
        return places.entrySet().stream()
                .sorted(Comparator.comparingInt(place -> -place.getKey().length()))
                .filter(place -> text.equals(place.getKey()) || text.contains(place.getKey() + "/"))
                .findFirst()
                .map(place -> text.replace(place.getKey(), place.getValue().toString()))
                .orElse(text);
    }

    /** Where a path of the pod is. */
    Path at(String path) {
        return Path.of(onThisMachine(path));
    }

    private void fill(Volume volume, Path folder) throws IOException {
        if (volume.getConfigMap() != null) {
            write(
                    folder,
                    configMap(volume.getConfigMap().getName()),
                    volume.getConfigMap().getItems());
        } else if (volume.getSecret() != null) {
            write(
                    folder,
                    secret(volume.getSecret().getSecretName()),
                    volume.getSecret().getItems());
        } else if (volume.getProjected() != null) {
            for (var source : volume.getProjected().getSources()) {
                project(source, folder);
            }
        } else if (volume.getEmptyDir() == null) {
            throw new IllegalStateException("this volume has no stand-in yet: " + volume.getName());
        }
    }

    private void project(VolumeProjection source, Path folder) throws IOException {
        if (source.getServiceAccountToken() != null) {
            var token = source.getServiceAccountToken();
            write(folder.resolve(token.getPath()), token(token).getBytes(StandardCharsets.UTF_8));
        } else if (source.getConfigMap() != null) {
            write(
                    folder,
                    configMap(source.getConfigMap().getName()),
                    source.getConfigMap().getItems());
        } else if (source.getSecret() != null) {
            write(
                    folder,
                    secret(source.getSecret().getName()),
                    source.getSecret().getItems());
        } else {
            for (var item : source.getDownwardAPI().getItems()) {
                write(folder.resolve(item.getPath()), field(item.getFieldRef()).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private String token(ServiceAccountTokenProjection wanted) {
        return client.serviceAccounts()
                .inNamespace(namespace)
                .withName(serviceAccount)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(wanted.getExpirationSeconds())
                        .withAudiences(wanted.getAudience() == null ? List.of() : List.of(wanted.getAudience()))
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    /** What the downward API says of the pod. */
    String field(ObjectFieldSelector selector) {
        return switch (selector.getFieldPath()) {
            case "metadata.namespace" -> namespace;
            case "metadata.name" -> podName;
            case "spec.serviceAccountName" -> serviceAccount;
            default -> throw new IllegalStateException("no stand-in for " + selector.getFieldPath());
        };
    }

    Map<String, byte[]> configMap(String name) {
        ConfigMap found =
                client.configMaps().inNamespace(namespace).withName(name).get();
        Objects.requireNonNull(found, () -> "no ConfigMap " + namespace + "/" + name);
        var data = new HashMap<String, byte[]>();
        found.getData().forEach((key, value) -> data.put(key, value.getBytes(StandardCharsets.UTF_8)));
        return data;
    }

    Map<String, byte[]> secret(String name) {
        var found = client.secrets().inNamespace(namespace).withName(name).get();
        Objects.requireNonNull(found, () -> "no Secret " + namespace + "/" + name);
        var data = new HashMap<String, byte[]>();
        found.getData()
                .forEach((key, value) -> data.put(key, Base64.getDecoder().decode(value)));
        return data;
    }

    private static void write(Path folder, Map<String, byte[]> data, List<KeyToPath> items) throws IOException {
        for (var entry : data.entrySet()) {
            if (items.isEmpty()) {
                write(folder.resolve(entry.getKey()), entry.getValue());
            }
        }
        for (var item : items) {
            write(folder.resolve(item.getPath()), Objects.requireNonNull(data.get(item.getKey()), item.getKey()));
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
