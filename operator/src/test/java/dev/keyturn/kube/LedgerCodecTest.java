package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.plan.Failures;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Request;
import dev.keyturn.plan.Rotation;
import dev.keyturn.plan.Standing;
import dev.keyturn.plan.Tokens;
import dev.keyturn.plan.Trigger;
import dev.keyturn.plan.Turn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LedgerCodecTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST = 16 * 1024;

    @Test
    void aLedgerComesBackAsItWas() {
        assertThat(LedgerCodec.read(LedgerCodec.write(Samples.full(), null))).isEqualTo(Samples.full());
    }

    @ParameterizedTest
    @EnumSource(Standing.class)
    void aLedgerThatLacksAllThatItMayLackComesBackAsItWas(Standing standing) {
        var bare = new Ledger(
                Samples.OWNER,
                Samples.TARGET,
                standing,
                Samples.NOW,
                Samples.full().deletionPolicy(),
                List.of(),
                0,
                null,
                null,
                null,
                null,
                false,
                Tokens.NONE,
                null,
                Failures.NONE,
                List.of(),
                0,
                false,
                List.of(),
                List.of());

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
    void whatIsNotKnownSurvivesAtEveryLevel() {
        var before = tree(LedgerCodec.write(Samples.full(), null));
        var objects = new ArrayList<ObjectNode>();
        collect(before, objects::add);
        IntStream.range(0, objects.size()).forEach(i -> objects.get(i).put("later" + i, i));

        var after = tree(LedgerCodec.write(Samples.full(), bytes(before)));

        assertThat(objects).hasSizeGreaterThan(15);
        assertThat(after).isEqualTo(before);
        assertThat(LedgerCodec.read(bytes(after))).isEqualTo(Samples.full());
    }

    @Test
    void whatIsNotKnownStaysWithTheThingThatItWasSaidOf() {
        var before = tree(LedgerCodec.write(Samples.full(), null));
        collect(before, object -> object.put("later", object.hashCode()));
        var aaaa = before.at("/keys/0/later");
        var bbbb = before.at("/keys/1/later");
        var next = Samples.ledger(
                List.of(
                        Samples.key("bbbb2222", 8, KeyState.Revoking),
                        Samples.key("dddd5555", 9, KeyState.Current),
                        Samples.key("aaaa1111", 7, KeyState.Revoking)),
                Standing.Living,
                List.of(),
                List.of(Samples.turn(8), Samples.turn(9)),
                new Rotation("another1", Trigger.Schedule, null, 10, Samples.NOW, 1));

        var after = tree(LedgerCodec.write(next, bytes(before)));

        assertThat(after.at("/keys/0/later")).isEqualTo(bbbb);
        assertThat(after.at("/keys/1").has("later")).isFalse();
        assertThat(after.at("/keys/2/later")).isEqualTo(aaaa);
        assertThat(after.at("/history/0/later")).isEqualTo(before.at("/history/1/later"));
        assertThat(after.at("/history/1").has("later")).isFalse();
        assertThat(after.at("/rotation").has("later")).isFalse();
        assertThat(after.at("/sink/later")).isEqualTo(before.at("/sink/later"));
        assertThat(LedgerCodec.read(bytes(after))).isEqualTo(next);
    }

    @Test
    void ofTwoThatCannotBeToldApartEachKeepsItsOwnInTheirOrder() {
        var twice = Samples.ledger(List.of(), Standing.Living, List.of(), List.of(Samples.turn(8), Samples.turn(8)));
        var before = tree(LedgerCodec.write(twice, null));
        ((ObjectNode) before.at("/history/0")).put("later", "first");
        ((ObjectNode) before.at("/history/1")).put("later", "second");

        assertThat(tree(LedgerCodec.write(twice, bytes(before)))).isEqualTo(before);
    }

    @Test
    void whatIsKnownAndGoneIsNotLeftFromBefore() {
        var next = Samples.plain(Standing.Living);

        var after = LedgerCodec.write(next, LedgerCodec.write(Samples.full(), null));

        assertThat(tree(after)).isEqualTo(tree(LedgerCodec.write(next, null)));
    }

    @Test
    void theSchemaOfALaterWriterStays() {
        var before = tree(LedgerCodec.write(Samples.full(), null));
        before.put("schema", 4);

        var after = tree(LedgerCodec.write(Samples.plain(Standing.Living), bytes(before)));

        assertThat(after.get("schema").asInt()).isEqualTo(4);
        assertThat(after.get("minReader").asInt()).isEqualTo(1);
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

    @Test
    void anOrdinaryLedgerFitsWithAllOfItsPast() {
        var ledger = large(3, 10, 10, 10);

        assertThat(LedgerCodec.read(LedgerCodec.write(ledger, null))).isEqualTo(ledger);
    }

    @Test
    void historyGoesFirstAndTheOldestOfItBeforeTheRest() {
        var ledger = large(18, 10, 4, 3);
        var written = LedgerCodec.write(ledger, null);
        var read = LedgerCodec.read(written);

        assertThat(written).hasSizeLessThanOrEqualTo(LARGEST);
        assertThat(read.keys()).isEqualTo(ledger.keys());
        assertThat(read.requests()).isEqualTo(ledger.requests());
        assertThat(read.history())
                .isNotEmpty()
                .isEqualTo(lastOf(ledger.history(), read.history().size()));
    }

    @Test
    void requestsThatAreDoneWithGoNextAndOpenOnesStay() {
        var ledger = large(20, 10, 10, 3);
        var read = LedgerCodec.read(LedgerCodec.write(ledger, null));

        assertThat(read.keys()).isEqualTo(ledger.keys());
        assertThat(read.history()).isEmpty();
        assertThat(read.requests())
                .hasSizeLessThan(10)
                .filteredOn(request -> request.provedDeadAt() == null)
                .hasSize(7);
    }

    @Test
    void whatRevocationNeedsIsWrittenHoweverMuchItIs() {
        var ledger = large(60, 10, 10, 10);

        assertThat(LedgerCodec.read(LedgerCodec.write(ledger, null)).keys()).isEqualTo(ledger.keys());
    }

    /** A ledger of so many keys, turns and requests, of which so many are done with. */
    private static Ledger large(int keys, int turns, int requests, int done) {
        return Samples.ledger(
                IntStream.range(0, keys)
                        .mapToObj(i -> Samples.key("key%05d".formatted(i), i + 1, KeyState.Previous))
                        .toList(),
                Standing.Living,
                IntStream.range(0, requests)
                        .mapToObj(i -> request("a-token-of-some-length-" + i, i < done))
                        .toList(),
                IntStream.range(0, turns).mapToObj(i -> Samples.turn(i + 1)).toList());
    }

    private static Request request(String token, boolean done) {
        return new Request(token, Trigger.Requested, Samples.NOW, 7, Samples.NOW, done ? Samples.NOW : null);
    }

    private static List<Turn> lastOf(List<Turn> all, int count) {
        return all.subList(all.size() - count, all.size());
    }

    private static void collect(@Nullable JsonNode node, Consumer<ObjectNode> use) {
        if (node == null) {
            return;
        }
        node.forEach(child -> collect(child, use));
        if (node instanceof ObjectNode object) {
            use.accept(object);
        }
    }

    private static ObjectNode tree(byte[] json) {
        try {
            return (ObjectNode) JSON.readTree(text(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(ObjectNode tree) {
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
