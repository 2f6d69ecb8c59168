package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.plan.Target;
import dev.keyturn.port.Look;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the publisher does against any API server. */
abstract class PublisherContract extends PublisherStage {

    @Test
    void whatIsNotThereIsMadeWithAllEntriesAtOnce() throws Exception {
        var absent = look();
        assertThat(absent).returns(false, Look::exists).returns(Map.of(), Look::data);
        assertThat(absent.forbidden()).isEmpty();

        var value = Samples.canary();
        var written = publisher().write(absent, content(value));

        assertThat(written).isEqualTo(look()).returns(true, Look::exists);
        assertThat(written.data())
                .containsOnly(
                        Map.entry("SUPRSEND_API_KEY", dev.keyturn.port.Secret.ofText(value)),
                        Map.entry("URL", dev.keyturn.port.Secret.ofText("https://example.com")));
        assertThat(written.labels()).isEqualTo(content(value).labels());
        assertThat(written.annotations()).isEqualTo(content(value).annotations());
        assertThat(written.forbidden()).isEmpty();
        assertThat(secret())
                .returns("Opaque", Secret::getType)
                .returns(null, Secret::getImmutable)
                .returns(List.of(), secret -> secret.getMetadata().getOwnerReferences());
    }

    @Test
    void whatOthersPutIntoItStaysAndWhatIsNoLongerOursGoes() throws Exception {
        make(secret -> secret.addToData("FOREIGN", base64("theirs"))
                .addToData("OLD", base64("ours"))
                .addToData("SUPRSEND_API_KEY", base64("older"))
                .editMetadata()
                .addToLabels("team", "payments")
                .addToLabels("old-label", "ours")
                .addToAnnotations("note", "theirs")
                .addToAnnotations("old-note", "ours")
                .addToAnnotations("keyturn.dev/adoptable-by", "SuprSendApiKey/checkout")
                .endMetadata());
        var value = Samples.canary();

        var written = publisher().write(look(), content(value, Set.of("OLD"), Set.of("old-label"), Set.of("old-note")));

        assertThat(written.data()).containsOnlyKeys("FOREIGN", "SUPRSEND_API_KEY", "URL");
        assertThat(written.data()).containsEntry("SUPRSEND_API_KEY", dev.keyturn.port.Secret.ofText(value));
        assertThat(written.data()).containsEntry("FOREIGN", dev.keyturn.port.Secret.ofText("theirs"));
        assertThat(written.labels())
                .containsOnlyKeys("team", "app.kubernetes.io/managed-by", "keyturn.dev/kind", "keyturn.dev/name");
        assertThat(written.annotations())
                .containsKeys("note", "keyturn.dev/adoptable-by", "keyturn.dev/keyring")
                .doesNotContainKey("old-note");
    }

    @Test
    void aWriteOnWhatIsNotTheNewestIsLost() throws Exception {
        var older = publisher().write(look(), content(Samples.canary()));
        var newest = publisher().write(older, content(Samples.canary()));

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> publisher().write(older, content(Samples.canary())));

        assertThat(look()).isEqualTo(newest);
        assertThat(newest.version()).isNotEqualTo(older.version());
    }

    @Test
    void whatSomebodyMadeMeanwhileIsNotWrittenOver() throws Exception {
        var absent = look();
        make(secret -> secret.addToData("FOREIGN", base64("theirs")));

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> publisher().write(absent, content(Samples.canary())));

        assertThat(look().data()).containsOnlyKeys("FOREIGN");
    }

    @Test
    void whatSomebodyRemovedMeanwhileIsNotMadeAgain() throws Exception {
        var written = publisher().write(look(), content(Samples.canary()));
        client().resource(secret()).delete();

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> publisher().write(written, content(Samples.canary())));

        assertThat(look().exists()).isFalse();
    }

    @Test
    void whatMustNotBeWrittenIsNotWritten() throws Exception {
        make(secret -> secret.editMetadata()
                .addToLabels("app.kubernetes.io/managed-by", "Helm")
                .endMetadata());

        var look = look();

        assertThatExceptionOfType(PermissionMissingException.class)
                .isThrownBy(() -> publisher().write(look, content(Samples.canary())))
                .withMessage("Secret checkout " + look.forbidden().orElseThrow());
        assertThat(look()).isEqualTo(look);
    }

    @Test
    void aSecretThatAnAccountNamesIsNeverWritten() throws Exception {
        var look = publisher().look(new Target(namespace(), "suprsend-service-token"));

        assertThat(look.exists()).isFalse();
        assertThat(look.forbidden()).get().asString().startsWith("holds the service token of an account");
        assertThatExceptionOfType(PermissionMissingException.class)
                .isThrownBy(() -> publisher().write(look, content(Samples.canary())));
    }

    @Test
    void nothingIsPublishedInTheOperatorsOwnNamespaces() throws Exception {
        var own = new KubePublisher(client(), Set.of(namespace()), (_, _) -> false);
        make(secret -> secret);

        assertThat(own.look(target()).forbidden()).get().asString().contains(namespace(), "Keyturn's own");
        assertThat(own.look(new Target(namespace(), "absent")).forbidden()).isPresent();
    }

    @Test
    void aSecretThatKeyturnMadeGoesWhole() throws Exception {
        var written = publisher().write(look(), content(Samples.canary()));

        publisher().remove(written, sink(false));

        assertThat(look().exists()).isFalse();
    }

    @Test
    void anAdoptedSecretLosesWhatIsOursAndNothingElse() throws Exception {
        make(secret -> secret.addToData("FOREIGN", base64("theirs"))
                .editMetadata()
                .addToLabels("team", "payments")
                .addToAnnotations("keyturn.dev/adoptable-by", "SuprSendApiKey/checkout")
                .endMetadata());
        var before = look();
        var written = publisher().write(before, content(Samples.canary()));

        publisher().remove(written, sink(true));

        assertThat(look())
                .returns(true, Look::exists)
                .returns(before.data(), Look::data)
                .returns(before.labels(), Look::labels)
                .returns(before.annotations(), Look::annotations);
    }

    @Test
    void theNameOfAnotherManagerIsNotTakenFromAnAdoptedSecret() throws Exception {
        var written = publisher().write(look(), content(Samples.canary()));
        var label = secret();
        label.getMetadata().getLabels().put("app.kubernetes.io/managed-by", "somebody");
        client().resource(label).update();
        assertThat(look().version()).isNotEqualTo(written.version());

        publisher().remove(look(), sink(true));

        assertThat(look().labels()).containsOnly(Map.entry("app.kubernetes.io/managed-by", "somebody"));
    }

    @Test
    void anAdoptedSecretThatChangedSinceIsNotTouched() throws Exception {
        var older = publisher().write(look(), content(Samples.canary()));
        var newest = publisher().write(older, content(Samples.canary()));

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> publisher().remove(older, sink(true)));

        assertThat(look()).isEqualTo(newest);
    }
}
