package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.port.Names;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program where a part of what it is to look at is out of its reach: it says so once, in words, and goes on with the rest. */
@ClusterTest
final class LackedRightsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path dir = Path.of("");

    @Test
    void a_namespace_whose_secrets_it_may_not_list_is_said_once_without_a_stack(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().withoutClusterAccounts());
            var other = stage.anotherNamespace();
            stage.providers.add("own");
            stage.as(OperatorsAccount.with(stage, rights -> rights.without("list", "secrets", stage.shop)));
            try (var program = OperatorProcess.start(stage, dir, "keyturn")) {
                stage.kubectl(stage.providers.manifest(other) + Providers.credential(other, "own"));
                await("a key where it has its rights")
                        .atMost(PATIENCE)
                        .until(() -> stage.client()
                                        .secrets()
                                        .inNamespace(other)
                                        .withName("own")
                                        .get()
                                != null);

                assertThat(count(program.log(), "Keyturn may not list secrets in namespace " + stage.shop))
                        .isEqualTo(1);
                assertThat(program.log()).doesNotContain("\tat ", "Exception");
            }
        }
    }

    @Test
    void credentials_of_a_namespace_that_is_watched_no_more_are_named(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            var left = stage.shop;
            stage.start().apply("checkout");
            stage.awaitSettled("checkout", 1);
            stage.stop();
            var other = stage.anotherNamespace();
            stage.watchOnly(List.of(other));
            stage.as(OperatorsAccount.with(stage, rights -> rights));
            try (var program = OperatorProcess.start(stage, dir, "keyturn")) {
                await("a word about it")
                        .atMost(PATIENCE)
                        .until(() -> program.log().contains("namespace " + left + " is not watched"));

                stage.annotate("checkout", Names.EXPOSED, "build-log-4711");
                assertThat(program.log()).contains("SuprSendApiKey/checkout").doesNotContain("\tat ");
                assertThat(count(program.log(), "is not watched")).isEqualTo(1);
            }
            stage.watchOnly(List.of(left, other));
            stage.as(OperatorsAccount.with(stage, rights -> rights)).start();
            stage.awaitStatus("checkout", status -> Integer.valueOf(2).equals(status.revision()));
        }
    }

    private static int count(String text, String words) {
        return (int)
                Pattern.compile(Pattern.quote(words)).matcher(text).results().count();
    }
}
