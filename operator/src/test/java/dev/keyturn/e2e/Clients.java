package dev.keyturn.e2e;

import dev.keyturn.kube.ServerClock;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Clients of an API server, by a kubeconfig and under a name that its audit log tells them by. */
final class Clients {

    private Clients() {}

    /** A client whose own retries are off, as the operator needs it. */
    static KubernetesClient quiet(Path kubeconfig, String userAgent) {
        return quiet(kubeconfig, userAgent, new ServerClock(InstantSource.system()));
    }

    /** The same, whose answers tell a clock the time. */
    static KubernetesClient quiet(Path kubeconfig, String userAgent, ServerClock clock) {
        try {
            return new KubernetesClientBuilder()
                    .withConfig(new ConfigBuilder(Config.fromKubeconfig(Files.readString(kubeconfig)))
                            .withRequestRetryBackoffLimit(0)
                            .withUserAgent(userAgent)
                            .build())
                    .withHttpClientFactory(new JdkHttpClientFactory())
                    .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("server-clock", clock))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
