package dev.keyturn.main;

import dev.keyturn.kube.KubeDefinitions;
import dev.keyturn.kube.KubeRights;
import dev.keyturn.kube.Right;
import dev.keyturn.kube.Rights;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the cluster has to give. What it does not is said once in the log, and in readiness as long as it lasts; all else goes on. */
final class Requirements {

    private static final Logger log = LoggerFactory.getLogger(Requirements.class);
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final KubeRights rights;
    private final KubeDefinitions definitions;
    private final Set<Right> wanted;
    private final InstantSource time;
    private final Set<Right> said = new HashSet<>();
    private List<String> unmet = List.of("what the cluster grants is not known yet");
    private boolean inDoubt;
    private Instant next = Instant.MIN;

    Requirements(KubernetesClient client, Options options, InstantSource time) {
        rights = new KubeRights(client);
        definitions = new KubeDefinitions(client);
        wanted = Rights.of(options.settings(), options.election().isPresent());
        this.time = time;
    }

    /**
     * What is missing, each as a sentence for a person; looked up again at most every half minute, and only while something was missing or
     * is in doubt.
     *
     * @param doubt whether something does not work, or a right was found missing
     */
    synchronized List<String> unmet(boolean doubt) {
        inDoubt |= doubt;
        var now = time.instant();
        if ((unmet.isEmpty() && !inDoubt) || now.isBefore(next)) {
            return unmet;
        }
        inDoubt = false;
        next = now.plus(AGAIN);
        try {
            var found = find();
            found.stream().filter(sentence -> !unmet.contains(sentence)).forEach(log::warn);
            unmet = found;
        } catch (KubernetesClientException e) {
            log.atDebug().addKeyValue("code", e.getCode()).log("the requirements could not be looked up");
        }
        return unmet;
    }

    private List<String> find() {
        var found = new ArrayList<String>();
        var missing = rights.missing(wanted);
        missing.stream()
                .filter(right -> !Rights.isOfRestarts(right))
                .forEach(right -> found.add(Requirements.sentence(right)));
        missing.stream()
                .filter(Rights::isOfRestarts)
                .filter(said::add)
                .forEach(right -> log.warn(
                        "Keyturn may not {}: workloads that hold an old value are waited for there and not restarted; grant it that, or say"
                                + " restartWorkloads: false in its configuration",
                        right));
        var lacking = definitions.lacking();
        if (!lacking.isEmpty()) {
            found.add("the custom resource definitions are older than this program, they lack "
                    + String.join(", ", lacking) + "; apply this version's: kubectl apply --server-side -f crds/");
        }
        return List.copyOf(found);
    }

    static String sentence(Right right) {
        return "Keyturn may not " + right + "; grant it that (helm/keyturn and examples/install have the rules)";
    }
}
