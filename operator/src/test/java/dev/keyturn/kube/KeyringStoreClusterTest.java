package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.cluster.Namespaces;
import dev.keyturn.plan.Standing;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ClusterTest
final class KeyringStoreClusterTest extends KeyringStoreContract {

    private final ControlPlane cluster;
    private final KubernetesClient client;
    private String namespace = "";

    KeyringStoreClusterTest(ControlPlane cluster, KubernetesClient client) {
        this.cluster = cluster;
        this.client = client;
    }

    @BeforeEach
    void takeFreshNamespace() {
        namespace = Namespaces.fresh(client);
    }

    @Override
    KubernetesClient client() {
        return client;
    }

    @Override
    String namespace() {
        return namespace;
    }

    @Test
    void oneThatChangedSinceIsNotDeleted() throws WriteLostException {
        var basis = store().create(Samples.keyring(Samples.plain(Standing.Living)));
        var newest = store().replace(basis, Samples.keyring(Samples.plain(Standing.Unowned)));

        assertThatExceptionOfType(WriteLostException.class).isThrownBy(() -> store().delete(basis));
        assertThat(read()).isEqualTo(newest);

        store().delete(newest);
        assertThat(store().read(newest.name())).isEmpty();
    }

    @Test
    void oneThatWasMadeAnewIsNotDeletedAndNotWritten() throws WriteLostException {
        var first = store().create(Samples.keyring(Samples.plain(Standing.Living)));
        store().delete(first);
        var second = store().create(Samples.keyring(Samples.plain(Standing.Living)));

        assertThatExceptionOfType(WriteLostException.class).isThrownBy(() -> store().delete(first));
        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> store().replace(first, Samples.keyring(Samples.plain(Standing.Released))));

        assertThat(read()).isEqualTo(second);
    }

    @Test
    void ofManyWhoWriteOnTheSameVersionOneWins() throws Exception {
        var basis = store().create(Samples.keyring(Samples.plain(Standing.Living)));
        var begin = new CountDownLatch(1);
        var wins = new ArrayList<StoredKeyring>();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var writes = new ArrayList<Future<StoredKeyring>>();
            for (var i = 0; i < 16; i++) {
                var own = Samples.keyring(Samples.plain(Standing.Living), Samples.canary());
                writes.add(writers.submit(() -> {
                    begin.await();
                    return store().replace(basis, own);
                }));
            }
            begin.countDown();
            for (var write : writes) {
                try {
                    wins.add(write.get(30, TimeUnit.SECONDS));
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(WriteLostException.class);
                }
            }
        }

        assertThat(wins).singleElement().isEqualTo(read());
    }

    @Test
    void writesAreMadeInKeyturnsOwnName() throws WriteLostException {
        store().replace(
                        store().create(Samples.keyring(Samples.plain(Standing.Living))),
                        Samples.keyring(Samples.plain(Standing.Unowned)));

        assertThat(secret().getMetadata().getManagedFields())
                .extracting(ManagedFieldsEntry::getManager)
                .containsExactly("keyturn");
        assertThat(secret().getType()).isEqualTo("keyturn.dev/keyring");
    }

    @Test
    void aWriteThatChangesNothingMakesNoNewVersion() throws WriteLostException {
        var keyring = Samples.keyring(Samples.full(), Samples.canary(), Samples.canary());
        var basis = store().create(keyring);

        assertThat(store().replace(basis, keyring)).isEqualTo(basis);
    }

    @Test
    void whatTheOperatorMayNotDoIsToldWithoutWhatWasSent() throws WriteLostException {
        var canary = Samples.canary();
        var basis = store().create(Samples.keyring(Samples.plain(Standing.Living), canary));
        try (var stranger = cluster.clientAs("stranger")) {
            var refused = new KubeKeyringStore(stranger, namespace, Samples.INSTALLATION);
            var next = Samples.keyring(Samples.plain(Standing.Released), canary);

            for (var call : List.<ThrowingCallable>of(
                    () -> refused.read(basis.name()),
                    () -> refused.forEach(_ -> {}),
                    () -> refused.create(next),
                    () -> refused.replace(basis, next),
                    () -> refused.delete(basis))) {
                assertThatExceptionOfType(KubernetesClientException.class)
                        .isThrownBy(call)
                        .returns(403, KubernetesClientException::getCode)
                        .satisfies(thrown -> assertThat(Samples.allTextOf(thrown))
                                .contains("403 Forbidden", namespace)
                                .doesNotContain(canary, "stranger"));
            }
        }
        assertThat(read().keyring())
                .isEqualTo(new Keyring(basis.keyring().ledger(), basis.keyring().material()));
    }
}
