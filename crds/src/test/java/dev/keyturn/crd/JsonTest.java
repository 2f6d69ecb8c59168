package dev.keyturn.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Resources on their way from and to an API server. */
final class JsonTest {

    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    @Test
    void a_field_of_a_later_release_does_not_keep_this_one_from_reading_the_rest() {
        var read = JSON.unmarshal("""
                spec:
                  workspace: staging
                  later: true
                  rotation: {every: 30d, later: {}}
                status:
                  keys: [{id: a, revision: 1, state: Current, later: 1}]
                """, SuprSendApiKey.class);

        assertThat(read.getSpec().workspace()).isEqualTo("staging");
        assertThat(read.getSpec().rotation()).isEqualTo(new RotationSpec("30d", null, null, null, null));
        assertThat(read.getStatus().keys())
                .containsExactly(new KeyStatus("a", 1, "Current", null, null, null, null, null, null));
    }

    @Test
    void a_word_that_no_release_knows_is_read_as_it_stands() {
        var read = JSON.unmarshal("""
                spec: {accountRef: {kind: Later}, deletionPolicy: Later}
                """, SuprSendApiKey.class);

        assertThat(read.getSpec().accountRef()).isEqualTo(new AccountRef("Later", null));
        assertThat(read.getSpec().deletionPolicy()).isEqualTo("Later");
    }

    @Test
    void absent_lists_of_a_status_are_empty_and_empty_ones_are_not_written() {
        var status = JSON.unmarshal("{\"revision\": 1}", CredentialStatus.class);

        assertThat(status.keys()).isEmpty();
        assertThat(status.conditions()).isEmpty();
        assertThat(JSON.asJson(status)).isEqualTo("{\"revision\":1}");
    }

    @Test
    void instants_are_written_as_users_read_them_and_come_back_the_same() {
        var next = new NextStatus(Instant.parse("2027-05-11T02:00:00Z"), "Schedule", "every 180d", null, null);
        var account = new SuprSendAccountStatus(3L, List.of(), List.of(new WorkspaceStatus("staging", "uid", null)));

        var json = JSON.asJson(next);

        assertThat(json).isEqualTo("""
                {"at":"2027-05-11T02:00:00Z","trigger":"Schedule","schedule":"every 180d"}""");
        assertThat(JSON.unmarshal(json, NextStatus.class)).isEqualTo(next);
        assertThat(JSON.unmarshal(JSON.asJson(account), SuprSendAccountStatus.class))
                .isEqualTo(account);
    }
}
