package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.UnreadableKeyringException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableTypeAssert;

/** A store of keyrings at some API server, and what tests do to the Secrets behind its back. */
abstract class KeyringStage {

    static final String LEDGER = "ledger.json";

    abstract KubernetesClient client();

    abstract String namespace();

    final KubeKeyringStore store() {
        return new KubeKeyringStore(client(), namespace(), Samples.INSTALLATION);
    }

    static ThrowableTypeAssert<UnreadableKeyringException> assertThatUnreadable() {
        return assertThatExceptionOfType(UnreadableKeyringException.class);
    }

    final StoredKeyring read() {
        return store().read(store().nameOf(Samples.TARGET)).orElseThrow();
    }

    final List<StoredKeyring> all() {
        var all = new ArrayList<StoredKeyring>();
        store().forEach(all::add);
        return all;
    }

    final Secret secret() {
        return Objects.requireNonNull(client().secrets()
                .inNamespace(namespace())
                .withName(store().nameOf(Samples.TARGET))
                .get());
    }

    final void change(Consumer<Secret> change) {
        var secret = secret();
        change.accept(secret);
        client().resource(secret).update();
    }

    final void changeLedger(UnaryOperator<String> change) {
        change(secret -> secret.getData().put(LEDGER, base64(change.apply(text(secret)))));
    }

    final String ledgerText() {
        return text(secret());
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Secret secret) {
        return new String(
                Base64.getDecoder()
                        .decode(Objects.requireNonNull(secret.getData().get(LEDGER))),
                StandardCharsets.UTF_8);
    }
}
