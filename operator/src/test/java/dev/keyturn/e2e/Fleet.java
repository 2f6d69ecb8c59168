package dev.keyturn.e2e;

import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.kube.KubeInstallation;
import dev.keyturn.kube.KubeKeyringStore;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.ProviderName;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Installation;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.Material;
import dev.keyturn.port.Names;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Many credentials in the state of one that has settled, made without turning each: resource, keyring, published Secret and the key at
 * the provider. The operator is not to run meanwhile.
 */
final class Fleet {

    private static final int AT_ONCE = 20;

    private final Stage stage;
    private final Installation installation;
    private final KubeKeyringStore keyrings;
    private final SuprSendApiKey resource;
    private final Secret published;
    private final Ledger ledger;

    private Fleet(Stage stage, String template) {
        this.stage = stage;
        installation = KubeInstallation.load(stage.client(), stage.home, Optional.empty());
        keyrings = new KubeKeyringStore(stage.client(), stage.home, installation);
        resource = (SuprSendApiKey) Objects.requireNonNull(stage.key(template));
        published = Objects.requireNonNull(stage.secret(template));
        var found = new ArrayList<Ledger>();
        keyrings.forEach(stored -> found.add(stored.keyring().ledger()));
        ledger = found.stream()
                .filter(known -> known.target().secretName().equals(template))
                .findFirst()
                .orElseThrow();
    }

    /** So many more as the one of this name. */
    static void grow(Stage stage, String template, int more) throws ExecutionException, InterruptedException {
        var fleet = new Fleet(stage, template);
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var made = IntStream.rangeClosed(1, more)
                    .mapToObj(number -> threads.submit(() -> {
                        fleet.add(template + "-" + number);
                        return number;
                    }))
                    .toList();
            for (var each : made) {
                each.get();
            }
        }
    }

    private void add(String name) throws WriteLostException {
        var fresh = new SuprSendApiKey();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(stage.shop)
                .withFinalizers(Names.FINALIZER)
                .build());
        fresh.setSpec(resource.getSpec());
        var uid = stage.client().resource(fresh).create().getMetadata().getUid();
        var target = new Target(stage.shop, name);
        var keyring = installation.keyring(target);
        var key = ledger.keys().getFirst();
        var providerName = new ProviderName(installation.id(), keyring, key.revision(), key.attempt()).toString();
        var minted = stage.provider.mintKey("staging", providerName);
        var material = Material.of("apiKey", dev.keyturn.port.Secret.ofText(minted.material()));
        keyrings.create(new Keyring(
                ledger(name, uid, target, renamed(key, minted.key().id(), providerName)),
                Map.of(key.attempt(), material)));
        stage.client()
                .resource(secret(name, keyring, minted.key().id(), minted.material()))
                .create();
    }

    private Secret secret(String name, String keyring, String id, String value) {
        return new SecretBuilder(published)
                .withMetadata(new ObjectMetaBuilder()
                        .withName(name)
                        .withNamespace(stage.shop)
                        .withLabels(published.getMetadata().getLabels())
                        .addToLabels(Names.NAME, name)
                        .withAnnotations(published.getMetadata().getAnnotations())
                        .addToAnnotations(Names.KEYRING, keyring)
                        .addToAnnotations(Names.KEY_ID, id)
                        .build())
                .withData(Map.of())
                .withStringData(Map.of("SUPRSEND_API_KEY", value))
                .build();
    }

    private static Key renamed(Key key, String id, String name) {
        return new Key(
                key.attempt(),
                key.kind(),
                key.place(),
                id,
                name,
                key.revision(),
                key.state(),
                key.withMaterial(),
                key.fingerprint(),
                key.issuedAt(),
                key.readBackAt(),
                key.replacedAt(),
                key.exposedAt(),
                key.condemnedAt(),
                key.setAside(),
                key.listed(),
                key.absences(),
                key.waitingFor(),
                key.death(),
                null);
    }

    private Ledger ledger(String name, String uid, Target target, Key key) {
        var owner = ledger.owner();
        return new Ledger(
                new Owner(owner.kind(), owner.namespace(), name, uid, owner.namespaceUid()),
                target,
                ledger.standing(),
                ledger.standingSince(),
                ledger.deletionPolicy(),
                List.of(key),
                ledger.lastRevision(),
                ledger.rotation(),
                ledger.intent(),
                ledger.place(),
                ledger.sweepUntil(),
                ledger.unaccounted(),
                ledger.tokens(),
                ledger.sink(),
                ledger.failures(),
                ledger.attemptedAt(),
                ledger.refusedInARow(),
                ledger.behind(),
                ledger.requests(),
                ledger.history(),
                null,
                List.of(),
                List.of(),
                ledger.policy());
    }
}
