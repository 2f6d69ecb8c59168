package dev.keyturn.kube;

import static dev.keyturn.kube.Trees.bytes;
import static dev.keyturn.kube.Trees.text;
import static dev.keyturn.kube.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.plan.Failures;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.SampleLedger;
import dev.keyturn.plan.Standing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LedgerCodecTest {

    @Test
    void aLedgerComesBackAsItWas() {
        assertThat(LedgerCodec.read(LedgerCodec.write(Samples.full(), null))).isEqualTo(Samples.full());
    }

    @ParameterizedTest
    @EnumSource(Standing.class)
    void aLedgerThatLacksAllThatItMayLackComesBackAsItWas(Standing standing) {
        var bare = SampleLedger.of(Samples.OWNER, Samples.TARGET, Samples.NOW)
                .standing(standing)
                .deletionPolicy(Samples.full().deletionPolicy())
                .done();

        assertThat(LedgerCodec.read(LedgerCodec.write(bare, null))).isEqualTo(bare);
    }

    @Test
    void instantsAreTextAndNothingIsWrittenThatIsNotThere() {
        var text = text(LedgerCodec.write(Samples.plain(Standing.Living), null));

        assertThat(text)
                .startsWith("{\"schema\":1,\"minReader\":1,\"owner\":{")
                .contains("\"sweepUntil\":\"2026-11-24T11:15:30.123456789Z\"")
                .doesNotContain("null", "[]", "rotation");
    }

    @Test
    void aLedgerThatNeedsALaterReaderIsRefused() {
        var tree = tree(LedgerCodec.write(Samples.full(), null));
        tree.put("minReader", 2);

        assertThatIllegalStateException()
                .isThrownBy(() -> LedgerCodec.read(bytes(tree)))
                .withMessageContaining("needs a reader of version 2, and this one is of version 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "tokens", "failures", "attemptedAt", "requests", "history", "rotation", "sink"})
    void whatMayBeMissingMayBeMissing(String field) {
        var tree = tree(LedgerCodec.write(Samples.full(), null));
        tree.remove(field);
        var withNull = tree.deepCopy().putNull(field);

        assertThat(LedgerCodec.read(bytes(tree)))
                .isEqualTo(LedgerCodec.read(bytes(withNull)))
                .isNotEqualTo(Samples.full());
    }

    @Test
    void aKeyOfWhichNothingFailedSaysNothingOfIt() {
        var tree = tree(LedgerCodec.write(Samples.full(), null));
        ((ObjectNode) tree.at("/keys/1")).remove("death");

        assertThat(LedgerCodec.read(bytes(tree)).keys().get(1).death()).isEqualTo(Failures.NONE);
    }

    @Test
    void aReasonOfALaterVersionIsNoGroundToRefuse() {
        var tree = tree(LedgerCodec.write(Samples.full(), null));
        ((ObjectNode) tree.get("failures")).put("reason", "WeatherTooFine");

        assertThat(LedgerCodec.read(bytes(tree)).failures().reason()).isEqualTo(Reason.BackingOff);
    }

    @ParameterizedTest
    @CsvSource({"/,standing", "/,deletionPolicy", "/keys/0,state", "/rotation,trigger"})
    void anyOtherWordOfALaterVersionIs(String at, String field) {
        var tree = tree(LedgerCodec.write(Samples.full(), null));
        ((ObjectNode) (at.equals("/") ? tree : tree.at(at))).put(field, "Later");

        assertThatIllegalStateException()
                .isThrownBy(() -> LedgerCodec.read(bytes(tree)))
                .withMessageEndingWith(field);
    }

    @ParameterizedTest
    @CsvSource({
        "/,owner,ledger.owner",
        "/,target,ledger.target",
        "/,standing,ledger.standing",
        "/owner,namespaceUid,ledger.owner.namespaceUid",
        "/target,secretName,ledger.target.secretName",
        "/keys/1,attempt,ledger.keys[].attempt",
        "/keys/0/place,workspaceUid,ledger.keys[].place.workspaceUid",
        "/intent,holdUntil,ledger.intent.holdUntil",
        "/sink,attempt,ledger.sink.attempt",
    })
    void whatCannotBeMissingIsNamed(String at, String field, String named) {
        var tree = tree(LedgerCodec.write(Samples.full(), null));
        ((ObjectNode) (at.equals("/") ? tree : tree.at(at))).remove(field);

        assertThatIllegalStateException()
                .isThrownBy(() -> LedgerCodec.read(bytes(tree)))
                .withMessage(named + " is missing");
    }

    @Test
    void anEmptyObjectIsNoLedger() {
        assertThatIllegalStateException()
                .isThrownBy(() -> LedgerCodec.read("{}".getBytes(StandardCharsets.UTF_8)))
                .withMessage("ledger.owner is missing");
    }

    @Test
    void whatCannotBeReadIsNamedByItsPlaceAndNotQuoted() {
        var canary = Samples.canary();
        var tree = tree(LedgerCodec.write(Samples.full(), null));
        ((ObjectNode) tree.at("/keys/0")).put("issuedAt", canary);

        assertThatIllegalStateException()
                .isThrownBy(() -> LedgerCodec.read(bytes(tree)))
                .satisfies(thrown -> assertThat(Samples.allTextOf(thrown))
                        .contains("keys.issuedAt")
                        .doesNotContain(canary));
        for (var text : List.of(canary, "{\"owner\":" + canary, "\"" + canary + "\"", "{} " + canary)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> LedgerCodec.read(text.getBytes(StandardCharsets.UTF_8)))
                    .satisfies(thrown -> assertThat(Samples.allTextOf(thrown)).doesNotContain(canary));
        }
    }
}
