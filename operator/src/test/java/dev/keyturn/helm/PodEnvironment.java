package dev.keyturn.helm;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A container's environment. Besides what the Deployment says there is in it what stands, on this machine, for what a pod has by its nature:
 *
 * <ul>
 *   <li>the API server's address, which the kubelet puts in;
 *   <li>where the token, the certificate and the namespace are that a pod finds under {@code /var/run/secrets/kubernetes.io};
 *   <li>a port of its own, since processes share the network of this machine;
 *   <li>the memory limit, which the JVM would read from its control group.
 * </ul>
 */
final class PodEnvironment {

    private static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/";
    private static final String JAVA_OPTIONS = "KEYTURN_JAVA_OPTIONS";

    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 30_000;

    private final Map<String, String> values = new HashMap<>();
    private final int port;

    PodEnvironment(KubernetesClient client, String namespace, String podName, Container container, Mounts mounts)
            throws IOException {
        port = freePort();
        for (var from : container.getEnvFrom()) {
            var data = from.getConfigMapRef() != null
                    ? mounts.configMap(from.getConfigMapRef().getName())
                    : mounts.secret(from.getSecretRef().getName());
            var prefix = from.getPrefix() == null ? "" : from.getPrefix();
            data.forEach((key, value) -> values.put(prefix + key, new String(value, StandardCharsets.UTF_8)));
        }
        container.getEnv().forEach(variable -> values.put(variable.getName(), value(variable, mounts)));
        values.put("HOSTNAME", podName);
        standIns(client, mounts);
        var limits = container.getResources() == null
                ? null
                : container.getResources().getLimits();
        if (limits != null && limits.containsKey("memory")) {
            values.merge(
                    JAVA_OPTIONS,
                    "-XX:MaxRAM="
                            + Quantity.getAmountInBytes(limits.get("memory")).toBigInteger(),
                    (given, added) -> added + " " + given);
        }
    }

    private void standIns(KubernetesClient client, Mounts mounts) {
        var server = URI.create(client.getMasterUrl().toString());
        values.put("KUBERNETES_SERVICE_HOST", server.getHost());
        values.put("KUBERNETES_SERVICE_PORT", String.valueOf(server.getPort()));
        values.put(
                "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN",
                mounts.at(ACCOUNT + "token").toString());
        values.put("KUBERNETES_CERTS_CA_FILE", mounts.at(ACCOUNT + "ca.crt").toString());
        values.put("KEYTURN_HTTP_PORT", String.valueOf(port));
    }

    private static String value(EnvVar variable, Mounts mounts) {
        var from = variable.getValueFrom();
        if (from == null) {
            return mounts.onThisMachine(Objects.requireNonNullElse(variable.getValue(), ""));
        }
        if (from.getFieldRef() != null) {
            return mounts.field(from.getFieldRef());
        }
        var data = from.getSecretKeyRef() != null
                ? mounts.secret(from.getSecretKeyRef().getName())
                        .get(from.getSecretKeyRef().getKey())
                : mounts.configMap(from.getConfigMapKeyRef().getName())
                        .get(from.getConfigMapKeyRef().getKey());
        return new String(Objects.requireNonNull(data, variable.getName()), StandardCharsets.UTF_8);
    }

    /** In place of all that is in it, but for what the program needs to find a shell and a JVM. */
    void putInto(Map<String, String> environment, Path home) {
        environment.keySet().retainAll(List.of("PATH", "JAVA_HOME"));
        environment.putAll(values);
        environment.put("HOME", home.toString());
    }

    int port() {
        return port;
    }

    /** Below those that a kernel gives to whoever names none: until the program listens there, none of these may have got it. */
    private static int freePort() throws IOException {
        int drawn;
        do {
            drawn = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
        } while (!isFree(drawn));
        return drawn;
    }

    private static boolean isFree(int port) throws IOException {
        try (var _ = new ServerSocket(port)) {
            return true;
        } catch (BindException e) {
            return false;
        }
    }
}
