package dev.keyturn.kube;

import static dev.keyturn.kube.Trees.bytes;
import static dev.keyturn.kube.Trees.collect;
import static dev.keyturn.kube.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Rotation;
import dev.keyturn.plan.Standing;
import dev.keyturn.plan.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OverlayTest {

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
}
