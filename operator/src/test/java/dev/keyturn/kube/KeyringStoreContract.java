package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.plan.Standing;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Installation;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a store of keyrings does against any API server. */
abstract class KeyringStoreContract extends KeyringStage {

    /** More than two pages. */
    private static final int MANY = 401;

    @Test
    void aKeyringIsReadAsItWasWritten() throws WriteLostException {
        var keyring = Samples.keyring(Samples.full(), Samples.canary(), Samples.canary());

        var made = store().create(keyring);

        assertThat(made.keyring()).isEqualTo(keyring);
        assertThat(store().read(store().nameOf(Samples.TARGET)))
                .get()
                .returns(keyring, StoredKeyring::keyring)
                .returns(made.version(), StoredKeyring::version)
                .returns(false, StoredKeyring::releaseAsked);
        assertThat(all()).singleElement().returns(keyring, StoredKeyring::keyring);
    }

    @Test
    void whatIsNotThereIsNotRead() {
        assertThat(store().read("kr-aaaaaaaaaaaaaaaa")).isEmpty();
        assertThat(all()).isEmpty();
    }

    /** An API server gives long lists page by page. */
    @Test
    void allKeyringsAreVisitedHoweverManyThereAre() throws WriteLostException {
        for (var number = 0; number < MANY; number++) {
            store().create(Samples.keyring(Samples.plain(new Target("shop", "checkout-" + number))));
        }

        assertThat(all()).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void aTargetIsClaimedOnce() throws WriteLostException {
        var first = Samples.keyring(Samples.plain(Standing.Living), Samples.canary());
        store().create(first);

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> store().create(Samples.keyring(Samples.full())));

        assertThat(read().keyring()).isEqualTo(first);
    }

    @Test
    void aWriteOnWhatIsNotTheNewestIsLost() throws WriteLostException {
        var basis = store().create(Samples.keyring(Samples.plain(Standing.Living)));
        var newest = store().replace(basis, Samples.keyring(Samples.plain(Standing.Unowned)));

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> store().replace(basis, Samples.keyring(Samples.plain(Standing.Retained))));

        assertThat(read()).isEqualTo(newest);
        assertThat(newest.version()).isNotEqualTo(basis.version());
    }

    @Test
    void nothingIsWrittenOverOneThatIsGone() throws WriteLostException {
        var basis = store().create(Samples.keyring(Samples.plain(Standing.Living)));
        store().delete(basis);

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> store().replace(basis, Samples.keyring(Samples.plain(Standing.Released))));

        assertThat(store().read(basis.name())).isEmpty();
    }

    @Test
    void materialGoesWithItsKey() throws WriteLostException {
        var basis = store().create(Samples.keyring(Samples.full(), Samples.canary(), Samples.canary()));

        var without = store().replace(basis, basis.keyring().with(Samples.plain(Standing.Living)));

        assertThat(secret().getData()).containsOnlyKeys(LEDGER, "key.bbbb2222");
        assertThat(without.keyring().material()).containsOnlyKeys("bbbb2222");
    }

    @Test
    void labelsAndAnnotationsTellWhatAListNeeds() throws WriteLostException {
        var basis = store().create(Samples.keyring(Samples.plain(Standing.Living)));

        store().replace(basis, Samples.keyring(Samples.plain(Standing.Retained)));

        assertThat(secret().getMetadata().getLabels())
                .containsOnly(
                        Map.entry("app.kubernetes.io/managed-by", "keyturn"),
                        Map.entry("keyturn.dev/part", "keyring"),
                        Map.entry("keyturn.dev/standing", "Retained"));
        assertThat(secret().getMetadata().getAnnotations())
                .containsOnly(
                        Map.entry("keyturn.dev/owner", "SuprSendApiKey/shop/checkout"),
                        Map.entry(
                                "keyturn.dev/owner-uid",
                                Samples.plain(Standing.Retained).owner().uid()),
                        Map.entry("keyturn.dev/target", "shop/checkout"));
    }

    @Test
    void whatOthersPutBesideStays() throws WriteLostException {
        store().create(Samples.keyring(Samples.plain(Standing.Living)));
        change(secret -> {
            secret.getMetadata().getLabels().put("team", "payments");
            secret.getMetadata().getAnnotations().put("note", "do not touch");
            secret.getData().put("later.json", "e30=");
        });

        store().replace(read(), Samples.keyring(Samples.plain(Standing.Unowned)));

        assertThat(secret().getMetadata().getLabels()).containsEntry("team", "payments");
        assertThat(secret().getMetadata().getAnnotations()).containsEntry("note", "do not touch");
        assertThat(secret().getData()).containsEntry("later.json", "e30=");
    }

    @Test
    void fieldsOfALaterVersionSurviveAWrite() throws WriteLostException {
        store().create(Samples.keyring(Samples.full()));
        changeLedger(json -> json.replaceFirst("\\{", "{\"weather\":\"fine\",")
                .replace("{\"attempt\":\"bbbb2222\"", "{\"mood\":\"good\",\"attempt\":\"bbbb2222\""));

        store().replace(read(), Samples.keyring(Samples.plain(Standing.Living)));

        assertThat(ledgerText()).contains("\"weather\":\"fine\"", "\"mood\":\"good\"");
    }

    @Test
    void aPersonAsksForAReleaseUntilTheKeyringLivesAgain() throws WriteLostException {
        store().create(Samples.keyring(Samples.plain(Standing.Unowned)));
        change(secret -> secret.getMetadata().getAnnotations().put("keyturn.dev/release", " now\n"));
        assertThat(read().releaseAsked()).isTrue();

        var released = store().replace(read(), Samples.keyring(Samples.plain(Standing.Released)));
        assertThat(released.releaseAsked()).isTrue();

        var takenOver = store().replace(released, Samples.keyring(Samples.plain(Standing.Living)));
        assertThat(takenOver.releaseAsked()).isFalse();
        assertThat(secret().getMetadata().getAnnotations()).doesNotContainKey("keyturn.dev/release");
    }

    @Test
    void anotherWordIsNoRelease() throws WriteLostException {
        store().create(Samples.keyring(Samples.plain(Standing.Unowned)));

        change(secret -> secret.getMetadata().getAnnotations().put("keyturn.dev/release", "later"));

        assertThat(read().releaseAsked()).isFalse();
    }

    @Test
    void aKeyringUnderAnotherNameIsRefusedAndHidesNoOther() throws WriteLostException {
        var good = store().create(Samples.keyring(Samples.plain(Standing.Living)));
        var copy = new SecretBuilder(secret())
                .editMetadata()
                .withName(Samples.INSTALLATION.keyring(new Target("shop", "other")))
                .withResourceVersion(null)
                .withUid(null)
                .endMetadata()
                .build();
        client().resource(copy).create();

        assertThatUnreadable()
                .isThrownBy(() -> store().read(copy.getMetadata().getName()))
                .withMessageContaining("another target");
        assertThat(all()).extracting(StoredKeyring::name).containsExactly(good.name());
        assertThat(store().forEach(_ -> {})).containsExactly(copy.getMetadata().getName());
    }

    @Test
    void theKeyringOfAnotherInstallationIsRefused() throws WriteLostException {
        var made = store().create(Samples.keyring(Samples.plain(Standing.Living)));
        var other = new Installation("zzzz9999", Samples.INSTALLATION.fingerprintKey(), "");

        assertThatUnreadable().isThrownBy(() -> new KubeKeyringStore(client(), namespace(), other).read(made.name()));
    }

    @Test
    void aLedgerOfANewerVersionIsRefusedAndSaysSo() throws WriteLostException {
        store().create(Samples.keyring(Samples.plain(Standing.Living)));
        changeLedger(json -> json.replace("\"minReader\":1", "\"minReader\":3"));

        assertThatUnreadable().isThrownBy(this::read).withMessageContaining("reader of version 3");
        assertThat(all()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNotQuoted() throws WriteLostException {
        var canary = Samples.canary();
        store().create(Samples.keyring(Samples.full(), Samples.canary()));
        var whole = secret().getData();

        for (Consumer<Secret> damage : List.<Consumer<Secret>>of(
                secret -> secret.getData().put("key.aaaa1111", base64("plain:v1\n{\"apiKey\":\"" + canary + "\"}")),
                secret -> secret.getData().put("key.aaaa1111", base64("plain:v1\n" + canary)),
                secret -> secret.getData().put("key.aaaa1111", base64(canary)),
                secret -> secret.getData().put(LEDGER, base64(canary)),
                secret -> secret.getData().put(LEDGER, base64("{\"owner\":\"" + canary + "\"}")),
                secret -> secret.getData().put(LEDGER, base64("{\"standing\":\"" + canary + "\"}")))) {
            change(damage);
            assertThatUnreadable()
                    .isThrownBy(this::read)
                    .satisfies(thrown -> assertThat(Samples.allTextOf(thrown)).doesNotContain(canary));
            change(secret -> secret.setData(new HashMap<>(whole)));
        }
    }
}
