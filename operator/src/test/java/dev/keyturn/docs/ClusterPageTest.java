package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control plane for those who have no cluster at hand, started and ended as its page says. */
@ClusterTest
final class ClusterPageTest {

    private static final String PAGE = ".ci/cluster/README.md";
    private static final String BY_HAND = "By hand";

    static final List<Stretch> CHOSEN = List.of(Stretch.of(PAGE, BY_HAND));

    @Test
    void a_control_plane_is_started_used_and_ended_by_hand(@TempDir Path dir) {
        try (var checkout = Checkout.in(dir.resolve("checkout"));
                var terminal = Terminal.open(
                        checkout.root(),
                        dir.resolve("screen"),
                        Map.of("HOME", dir.toString(), "KEYTURN_CACHE", cache().toString()))) {
            var reader = new Reader(
                    checkout,
                    terminal,
                    CHOSEN,
                    Map.of("/tmp/cluster", dir.resolve("cluster").toString()));
            reader.types(Stretch.of(PAGE, BY_HAND, "bin=$("));
            reader.types(Stretch.of(PAGE, BY_HAND, "keyturn-cluster\" up"));
            terminal.awaitShown(Pattern.compile("(ready) /"));
            reader.types(Stretch.of(PAGE, BY_HAND, "export"));
            assertThat(reader.types(Stretch.of(PAGE, BY_HAND, "version")).stdout())
                    .contains("Server Version: v1.");
            reader.types(Stretch.of(PAGE, BY_HAND, "crds/"));
            reader.types(Stretch.of(PAGE, BY_HAND, "create deployment"));
            var pod = terminal.type(
                            "kubectl wait --for=create pod -l app=web --timeout=30s >&2; kubectl get pod -l app=web -o name")
                    .orFail();
            reader.fillsIn("NAME", pod.substring(pod.lastIndexOf('/') + 1).strip());
            reader.types(Stretch.of(PAGE, BY_HAND, "patch pod"));
            terminal.type("kubectl wait deployment/web --for=condition=Available --timeout=30s")
                    .orFail();

            reader.types(Stretch.of(PAGE, BY_HAND, "kill"));
            terminal.type("wait");
            assertThat(reader.untyped()).isEmpty();
        }
    }

    /** Where the tests' own control plane was built: the reader's home is empty, and a build takes minutes. */
    private static Path cache() {
        var named = System.getenv("KEYTURN_CACHE");
        var parent = Objects.requireNonNullElse(
                System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home") + "/.cache");
        return named == null ? Path.of(parent, "keyturn") : Path.of(named);
    }
}
