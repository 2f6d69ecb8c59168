package dev.keyturn.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.port.Names;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a cache holds of a Secret. */
final class StrippedTest {

    private static Secret kept(Secret read) {
        var store = Stripped.secrets(Names.STANDING, Names.OWNER);
        store.put("shop/checkout", read);
        return store.get("shop/checkout");
    }

    private static SecretBuilder secret() {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("checkout")
                .withUid("uid-1")
                .withResourceVersion("17")
                .withDeletionTimestamp("2026-11-24T12:00:00Z")
                .withManagedFields(new ManagedFieldsEntry())
                .endMetadata()
                .withData(Map.of("KEY", "dmFsdWU="));
    }

    @Test
    void noValueIsKeptAndWhatTellsVersionsApartIs() {
        var kept = kept(secret().build());

        assertThat(kept.getData()).isEmpty();
        assertThat(kept.getMetadata().getManagedFields()).isEmpty();
        assertThat(kept.getMetadata().getUid()).isEqualTo("uid-1");
        assertThat(kept.getMetadata().getResourceVersion()).isEqualTo("17");
        assertThat(kept.isMarkedForDeletion()).isTrue();
        assertThat(kept.getMetadata().getLabels()).isEmpty();
        assertThat(kept.getMetadata().getAnnotations()).isEmpty();
    }

    @Test
    void onlyTheLabelsAndAnnotationsThatAreAskedForAreKept() {
        var kept = kept(secret().editMetadata()
                .addToLabels(Names.STANDING, "Living")
                .addToLabels("team", "payments")
                .addToAnnotations(Names.OWNER, "SuprSendApiKey/shop/checkout")
                .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", "all of it")
                .endMetadata()
                .build());

        assertThat(kept.getMetadata().getLabels()).isEqualTo(Map.of(Names.STANDING, "Living"));
        assertThat(kept.getMetadata().getAnnotations()).isEqualTo(Map.of(Names.OWNER, "SuprSendApiKey/shop/checkout"));
    }

    /** The framework hands a clone to whoever looks at one. */
    @Test
    void whatIsKeptCanBeCloned() {
        var kept = kept(secret().build());

        assertThat(new KubernetesSerialization().clone(kept)).isEqualTo(kept);
    }
}
