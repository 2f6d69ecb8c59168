package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Target;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose a claim is, and until when. */
@EnableKubernetesMockClient(crud = true, kubernetesClientBuilderCustomizer = NoRetries.class)
@SuppressWarnings("NullAway.Init")
final class ClaimsMockTest {

    private static final String WHAT = "default pair of wksp_1";

    private static KubernetesClient client;

    private final String namespace = Samples.freshName();
    private KubeKeyringStore store;
    private KubeClaims claims;

    @BeforeEach
    void begin() {
        store = new KubeKeyringStore(client, namespace, Samples.INSTALLATION);
        claims = new KubeClaims(client, namespace);
    }

    private StoredKeyring keyringOf(String secretName) throws WriteLostException {
        var created = store.create(Samples.keyring(Samples.plain(new Target("shop", secretName))));
        return store.read(created.name()).orElseThrow();
    }

    private static boolean isInUse(Ledger ledger) {
        return ledger.in(KeyState.Current).findAny().isPresent();
    }

    @Test
    void theFirstHasItAndAnotherIsToldWho() throws Exception {
        var first = keyringOf("one");
        var second = keyringOf("two");

        assertThat(claims.rival(WHAT, first, ClaimsMockTest::isInUse)).isEmpty();
        assertThat(claims.rival(WHAT, first, ClaimsMockTest::isInUse)).isEmpty();
        assertThat(claims.rival(WHAT, second, ClaimsMockTest::isInUse)).contains(first.name());
        assertThat(claims.take(WHAT, second)).isFalse();
    }

    @Test
    void whoNeedsItNoLongerHasGivenItBack() throws Exception {
        var first = keyringOf("one");
        var second = keyringOf("two");
        claims.rival(WHAT, first, ClaimsMockTest::isInUse);

        assertThat(claims.rival(WHAT, second, _ -> false)).isEmpty();

        assertThat(claims.rival(WHAT, first, ClaimsMockTest::isInUse)).contains(second.name());
    }

    @Test
    void oneThatCannotBeReadKeepsIt() throws Exception {
        var first = keyringOf("one");
        var second = keyringOf("two");
        claims.rival(WHAT, first, ClaimsMockTest::isInUse);
        var secret =
                client.secrets().inNamespace(namespace).withName(first.name()).get();
        client.resource(new SecretBuilder(secret)
                        .withData(Map.of(KubeKeyringStore.LEDGER, KeyringStage.base64("no ledger")))
                        .build())
                .update();

        assertThat(claims.rival(WHAT, second, _ -> false)).contains(first.name());
    }
}
