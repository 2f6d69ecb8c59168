package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keyturn.plan.Standing;
import dev.keyturn.port.Installation;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the installation is, whatever the API server. */
abstract class InstallationContract {

    abstract KubernetesClient client();

    /** One that exists. */
    abstract String namespace();

    @Test
    void theFirstStartMakesOneAndTheNextFindsIt() {
        var first = load();

        assertThat(first.id()).matches("[a-z0-9]{8}");
        assertThat(first.fingerprintKey().<Integer>lend(key -> key.length)).isEqualTo(32);
        assertThat(first.suspicion()).isEmpty();
        assertThat(load()).isEqualTo(first);
        assertThat(secret())
                .returns(true, Secret::getImmutable)
                .returns(
                        Map.of("app.kubernetes.io/managed-by", "keyturn", "keyturn.dev/part", "installation"),
                        secret -> secret.getMetadata().getLabels());
    }

    @Test
    void noTwoAreAlike() {
        var first = load();
        client().resource(secret()).delete();

        var second = load();

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.fingerprintKey()).isNotEqualTo(first.fingerprintKey());
    }

    @Test
    void theIdMayBeConfigured() {
        assertThat(load(Optional.of("shopprod"))).returns("shopprod", Installation::id);
        assertThat(load()).returns("shopprod", Installation::id);
        assertThat(load(Optional.of("shopprod"))).returns("shopprod", Installation::id);
    }

    @Test
    void anotherIdThanTheStoredOneIsAMistake() {
        load(Optional.of("shopprod"));

        assertThatIllegalStateException()
                .isThrownBy(() -> load(Optional.of("shoptest")))
                .withMessageContainingAll("shopprod", "shoptest", "configuration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "ninechars", "Shopprod", "shop-pro"})
    void anIdOfAnotherShapeIsAMistakeAndNothingIsMade(String id) {
        assertThatIllegalStateException()
                .isThrownBy(() -> load(Optional.of(id)))
                .withMessageContaining("eight of a-z and 0-9");
        assertThat(client().secrets()
                        .inNamespace(namespace())
                        .withName("keyturn-installation")
                        .get())
                .isNull();
    }

    @Test
    void aNamespaceThatDoesNotExistIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> KubeInstallation.load(client(), "nowhere", Optional.empty()))
                .withMessage("namespace nowhere does not exist; create it");
    }

    @Test
    void keyringsWithoutTheirInstallationGetNoNewOne() throws WriteLostException {
        var lost = load();
        var store = new KubeKeyringStore(client(), namespace(), lost);
        var keyring = store.create(Samples.keyring(Samples.plain(Standing.Living)));
        client().resource(secret()).delete();

        assertThatIllegalStateException()
                .isThrownBy(this::load)
                .withMessageContainingAll("restore it", "installation in the configuration");

        var again = load(Optional.of(lost.id()));
        assertThat(new KubeKeyringStore(client(), namespace(), again).read(keyring.name()))
                .isPresent();
    }

    @Test
    void theCopyOfAClusterIsSuspectUntilAPersonConfirmsIt() {
        var original = load();
        var copy = fresh();
        client().resource(new SecretBuilder()
                        .withType(secret().getType())
                        .withImmutable(true)
                        .withData(secret().getData())
                        .withNewMetadata()
                        .withNamespace(copy)
                        .withName("keyturn-installation")
                        .endMetadata()
                        .build())
                .create();

        var suspect = KubeInstallation.load(client(), copy, Optional.empty());

        assertThat(suspect.id()).isEqualTo(original.id());
        assertThat(suspect.suspicion()).contains("copy of a cluster");
        confirm(suspect.suspicion(), copy);
        assertThat(KubeInstallation.load(client(), copy, Optional.empty()).suspicion())
                .isEmpty();
        assertThat(load().suspicion()).isEmpty();
    }

    /** Does what the command in the text says. */
    abstract void confirm(String suspicion, String namespace);

    static String command(String suspicion) {
        return suspicion.replaceFirst("(?s).*(kubectl annotate [^,]*),.*", "$1");
    }

    final String fresh() {
        return client().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(Samples.freshName())
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getName();
    }

    final Installation load() {
        return load(Optional.empty());
    }

    final Installation load(Optional<String> configured) {
        return KubeInstallation.load(client(), namespace(), configured);
    }

    final Secret secret() {
        return client().secrets()
                .inNamespace(namespace())
                .withName("keyturn-installation")
                .require();
    }
}
