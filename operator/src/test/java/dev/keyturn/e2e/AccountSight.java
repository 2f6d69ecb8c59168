package dev.keyturn.e2e;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Looks at accounts as a person does. */
final class AccountSight {

    /** An account that is not ready is looked at again after 10 s, and then after 20 and 40. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Stage stage;

    AccountSight(Stage stage) {
        this.stage = stage;
    }

    /** Waits until the reason of Ready is as wanted, of the spec as it is now. */
    void await(String kind, String name, String reason) {
        var wanted =
                "{.status.conditions[?(@.type==\"Ready\")].reason} {.metadata.generation}={.status.observedGeneration}";
        Awaitility.await(kind + " " + name)
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(300))
                .until(
                        () -> stage.cluster
                                .kubectl(
                                        "get",
                                        kind + ".keyturn.dev",
                                        name,
                                        "-n",
                                        stage.shop,
                                        "-o",
                                        "jsonpath=" + wanted)
                                .orFail(),
                        seen -> seen.matches(reason + " (\\d+)=\\1"));
    }
}
