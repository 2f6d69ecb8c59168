package dev.keyturn.e2e;

import dev.keyturn.cluster.AuditLog;
import dev.keyturn.kube.KubeInstallation;
import dev.keyturn.kube.KubeKeyringStore;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Standing;
import dev.keyturn.port.Names;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** The ledgers of a stage, as the operator reads them. */
final class Ledgers {

    private final Stage stage;

    Ledgers(Stage stage) {
        this.stage = stage;
    }

    /** Of the keyring that publishes the Secret; empty where there is none. */
    Optional<Ledger> of(String secretName) {
        var installation = KubeInstallation.load(stage.client(), stage.home, Optional.empty());
        var found = new ArrayList<Ledger>();
        new KubeKeyringStore(stage.client(), stage.home, installation)
                .forEach(stored -> found.add(stored.keyring().ledger()));
        return found.stream()
                .filter(ledger -> ledger.target().secretName().equals(secretName))
                .findFirst();
    }

    /** Waits until the ledger is as wanted; what it was last stands in the failure. */
    Ledger await(String secretName, Predicate<Ledger> wanted) {
        return awaiting("ledger of " + secretName)
                .until(() -> of(secretName), found -> found.filter(wanted).isPresent())
                .orElseThrow();
    }

    Ledger awaitStanding(String secretName, Standing standing) {
        return await(secretName, ledger -> ledger.standing() == standing);
    }

    /** Waits until the keyring belongs to the resource of this name as it is now, and to nobody who bore the name before. */
    Ledger awaitOwner(String secretName, String name) {
        var key = stage.key(name);
        if (key == null) {
            throw new AssertionError("there is no SuprSendApiKey " + name);
        }
        return await(
                secretName,
                ledger -> ledger.standing() == Standing.Living
                        && ledger.owner().uid().equals(key.getMetadata().getUid()));
    }

    void awaitGone(String secretName) {
        awaiting("end of the keyring of " + secretName).until(() -> of(secretName), Optional::isEmpty);
    }

    /**
     * Has the operator look at a keyring for itself, and waits until it has: it comes to the second change when it is done with the
     * first.
     */
    void haveLookedAt(String secretName) {
        for (var word : List.of("later", "not yet")) {
            var keyring = keyring(secretName);
            var log = stage.cluster.auditLog().fromHere();
            annotate(secretName, Names.RELEASE + "=" + word);
            awaiting("a look at the keyring of " + secretName).until(() -> hasLooked(log, keyring));
        }
    }

    /** As a person annotates a keyring. */
    void annotate(String secretName, String annotation) {
        stage.cluster
                .kubectl("annotate", "secret/" + keyring(secretName), "-n", stage.home, "--overwrite", annotation)
                .orFail();
    }

    private String keyring(String secretName) {
        return stage.keyrings().stream()
                .map(Secret::getMetadata)
                .filter(meta -> (stage.shop + "/" + secretName)
                        .equals(meta.getAnnotations().get(Names.TARGET)))
                .map(meta -> meta.getName())
                .findFirst()
                .orElseThrow(() -> new AssertionError("Secret " + secretName + " has no keyring"));
    }

    private boolean hasLooked(AuditLog log, String keyring) {
        return !log.calls(call -> !call.userAgent().startsWith("kubectl")
                        && call.verb().equals("get")
                        && call.namespace().equals(stage.home)
                        && call.name().equals(keyring))
                .isEmpty();
    }

    private static ConditionFactory awaiting(String what) {
        return Awaitility.await(what).atMost(Stage.PATIENCE).pollInterval(Duration.ofMillis(50));
    }
}
