package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.port.AccountRecords.AccountRecord;
import dev.keyturn.port.AccountRecords.Known;
import dev.keyturn.port.Secret;
import dev.keyturn.port.StoreException;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What account records do against any API server. */
abstract class AccountRecordsContract {

    private static final String NAME = "acct-aaaaaaaaaaaaaaaa";

    abstract KubernetesClient client();

    abstract String namespace();

    private KubeAccountRecords records() {
        return new KubeAccountRecords(client(), namespace());
    }

    private final Known newer = new Known(Secret.ofText(Samples.canary()), Set.of("ws-1", "ws-2"));
    private final Known older = new Known(Secret.ofText(Samples.canary()), Set.of("ws-3"));

    @Test
    void whatWasNeverWrittenIsNotThere() {
        assertThat(records().read(NAME)).isEmpty();
    }

    @Test
    void aRecordIsReadAsItWasWrittenTheNewestTokenFirst() throws WriteLostException {
        records().write(new AccountRecord(NAME, "cloud", List.of(newer, older), Optional.empty()));

        assertThat(records().read(NAME))
                .get()
                .returns(NAME, AccountRecord::name)
                .returns("cloud", AccountRecord::endpoint)
                .returns(List.of(newer, older), AccountRecord::tokens);
        assertThat(secret().getMetadata().getLabels())
                .containsOnly(
                        Map.entry("app.kubernetes.io/managed-by", "keyturn"),
                        Map.entry("keyturn.dev/part", "account-record"));
        assertThat(secret().getData()).containsOnlyKeys("record.json", "token.0", "token.1");
    }

    @Test
    void aTokenThatIsNoLongerNeededGoes() throws WriteLostException {
        records().write(new AccountRecord(NAME, "cloud", List.of(newer, older), Optional.empty()));

        records().write(new AccountRecord(NAME, "cloud", List.of(newer), version()));

        assertThat(records().read(NAME)).get().returns(List.of(newer), AccountRecord::tokens);
        assertThat(secret().getData()).containsOnlyKeys("record.json", "token.0");
    }

    @Test
    void nobodyWritesOverWhatHeHasNotSeen() throws WriteLostException {
        var first = new AccountRecord(NAME, "cloud", List.of(older), Optional.empty());
        records().write(first);
        var seen = version();
        records().write(new AccountRecord(NAME, "cloud", List.of(newer, older), seen));

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> records().write(first));
        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> records().write(new AccountRecord(NAME, "cloud", List.of(), seen)));

        assertThat(records().read(NAME)).get().returns(List.of(newer, older), AccountRecord::tokens);
    }

    @Test
    void aRecordThatNobodyNeedsGoesAndMayBeGone() throws WriteLostException {
        records().write(new AccountRecord(NAME, "cloud", List.of(newer), Optional.empty()));

        records().delete(NAME);
        records().delete(NAME);

        assertThat(records().read(NAME)).isEmpty();
    }

    @Test
    void aRecordOfANewerVersionIsRefused() throws WriteLostException {
        records().write(new AccountRecord(NAME, "cloud", List.of(newer), Optional.empty()));
        overwrite("record.json", "{\"schema\":2,\"minReader\":2,\"endpoint\":\"cloud\",\"tokens\":[]}");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> records().read(NAME))
                .withMessageContaining("reader of version 2");
    }

    @Test
    void whatCannotBeReadIsNotQuoted() throws WriteLostException {
        var canary = Samples.canary();
        records().write(new AccountRecord(NAME, "cloud", List.of(newer), Optional.empty()));

        for (var text : List.of(canary, "{\"endpoint\":[\"" + canary + "\"]}", "{}", "{\"endpoint\":\"cloud\"}")) {
            overwrite("record.json", text);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> records().read(NAME))
                    .satisfies(thrown ->
                            assertThat(Samples.allTextOf(thrown)).contains(NAME).doesNotContain(canary));
        }
    }

    private Optional<Object> version() {
        return records().read(NAME).flatMap(AccountRecord::version);
    }

    private io.fabric8.kubernetes.api.model.Secret secret() {
        return client().secrets().inNamespace(namespace()).withName(NAME).require();
    }

    private void overwrite(String entry, String text) {
        var secret = secret();
        secret.getData().put(entry, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        client().resource(secret).update();
    }
}
