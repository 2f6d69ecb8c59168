package dev.keyturn.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.reconcile.OwnWrites.Written;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was written and has not come back yet. */
final class OwnWritesTest {

    private final OwnWrites writes = new OwnWrites();

    @Test
    void whoHasAnOlderVersionInHandGetsTheNewestOneThatWasMadeOfIt() {
        writes.remember("uid-1", "1", new Written("2", status(1)));
        writes.remember("uid-1", "2", new Written("3", status(2)));

        assertThat(writes.after(seen("uid-1", "1"))).contains(new Written("3", status(2)));
        assertThat(writes.after(seen("uid-1", "2"))).contains(new Written("3", status(2)));
        assertThat(writes.after(seen("uid-1", "3"))).isEmpty();
    }

    @Test
    void whatSomebodyElseHasMadeOfItOrOfAnotherResourceIsLeftAsItIs() {
        writes.remember("uid-1", "1", new Written("2", status(1)));

        assertThat(writes.after(seen("uid-1", "7"))).isEmpty();
        assertThat(writes.after(seen("uid-2", "1"))).isEmpty();
    }

    @Test
    void aWriteThatChangedNothingIsNone() {
        writes.remember("uid-1", "1", new Written("1", status(1)));

        assertThat(writes.after(seen("uid-1", "1"))).isEmpty();
    }

    private static SuprSendApiKey seen(String uid, String version) {
        var key = new SuprSendApiKey();
        key.setMetadata(new ObjectMetaBuilder()
                .withUid(uid)
                .withResourceVersion(version)
                .build());
        return key;
    }

    private static CredentialStatus status(long generation) {
        return new CredentialStatus(
                generation,
                List.of(),
                "checkout",
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                null);
    }
}
