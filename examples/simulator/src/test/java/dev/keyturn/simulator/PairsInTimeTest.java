package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pairs under faults, and where the documents are silent. */
final class PairsInTimeTest {
    private static final String PAIRS = "/v1/staging/ws_key/";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final Running running = new Running();
    private final Simulator simulator = running.simulator;

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aRotationMayBeFeltLate() throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.ROTATE_PAIR, Fault.acceptedLate(MINUTE)));
        var old = simulator.pairs().byDefault("staging");

        var secret = text(rotate(running, old), "secret");

        assertThat(accepts(running, old, old.secret())).isTrue();
        assertThat(accepts(running, old, secret)).isFalse();
        running.clock.move(MINUTE);
        assertThat(accepts(running, old, old.secret())).isFalse();
        assertThat(accepts(running, old, secret)).isTrue();
    }

    @Test
    void aRotationMayBeShownLate() throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.ROTATE_PAIR, Fault.listsLate(MINUTE)));
        var old = simulator.pairs().byDefault("staging");

        var secret = text(rotate(running, old), "secret");

        assertThat(read(old)).isEqualTo(old.secret());
        assertThat(accepts(running, old, secret)).isTrue();
        running.clock.move(MINUTE);
        assertThat(read(old)).isEqualTo(secret);
    }

    @Test
    void aReadMayShowWhatWas() throws IOException, InterruptedException {
        var old = simulator.pairs().byDefault("staging");
        running.clock.move(MINUTE);
        var secret = text(rotate(running, old), "secret");
        simulator.order(FaultRule.on(CallKind.READ_PAIR, Fault.listsLate(MINUTE)));

        assertThat(read(old)).isEqualTo(old.secret());
        assertThat(read(old)).isEqualTo(secret);
    }

    @Test
    void aRotationThatFailsMayHaveItsEffect() throws IOException, InterruptedException {
        simulator.order(
                FaultRule.on(CallKind.ROTATE_PAIR, Fault.statusAfterEffect(502)).named("default"));
        var old = simulator.pairs().byDefault("staging");

        assertThat(rotate(running, old).statusCode()).isEqualTo(502);

        assertThat(accepts(running, old, old.secret())).isFalse();
        assertThat(read(old)).isEqualTo(simulator.pairs().byDefault("staging").secret());
    }

    @Test
    void aRotationDoneTwiceAnswersWithTheSecretThatLives() throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.ROTATE_PAIR, Fault.twice()));
        var old = simulator.pairs().byDefault("staging");

        assertThat(accepts(running, old, text(rotate(running, old), "secret"))).isTrue();
    }

    @Test
    void aPairIsAcceptedListedAndDeadLate() throws IOException, InterruptedException {
        simulator.order(
                FaultRule.on(CallKind.CREATE_PAIR, Fault.acceptedLate(MINUTE).shownInListsAfter(MINUTE)));
        simulator.order(
                FaultRule.on(CallKind.DELETE_PAIR, Fault.deadLate(MINUTE).shownInListsAfter(MINUTE)));
        var made = running.caller.management("POST", PAIRS, "{\"name\":\"late\"}");
        var pair = simulator.pairs().show(text(made, "id")).orElseThrow();

        assertThat(accepts(running, pair, pair.secret())).isFalse();
        assertThat(count(running)).isEqualTo(1);
        running.clock.move(MINUTE);
        assertThat(accepts(running, pair, pair.secret())).isTrue();
        assertThat(count(running)).isEqualTo(2);
        running.caller.management("DELETE", PAIRS + pair.pair().id() + "/", "");
        assertThat(accepts(running, pair, pair.secret())).isTrue();
        assertThat(count(running)).isEqualTo(2);
        running.clock.move(MINUTE);
        assertThat(accepts(running, pair, pair.secret())).isFalse();
        assertThat(count(running)).isEqualTo(1);
    }

    @Test
    void theOldSecretMayBeTakenForAWhile() throws IOException, InterruptedException {
        try (var other =
                new Running(Contract.defaults().with(PairRules.defaults().withGrace(MINUTE)))) {
            var old = other.simulator.pairs().byDefault("staging");

            var secret = text(rotate(other, old), "secret");

            assertThat(accepts(other, old, old.secret())).isTrue();
            assertThat(accepts(other, old, secret)).isTrue();
            other.clock.move(MINUTE);
            assertThat(accepts(other, old, old.secret())).isFalse();
        }
    }

    @Test
    void aWorkspaceMayHoldSoManyPairs() throws IOException, InterruptedException {
        try (var other =
                new Running(Contract.defaults().with(PairRules.defaults().atMost(2)))) {
            var first = other.simulator.pairs().mint("staging", "one");

            var refused = other.caller.management("POST", PAIRS, "{\"name\":\"two\"}");

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("only 2 active workspace keys are allowed");
            assertThat(other.simulator.pairs().delete(first.pair().id())).isTrue();
            assertThat(other.caller
                            .management("POST", PAIRS, "{\"name\":\"two\"}")
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void deletedPairsMayStayOnTheList() throws IOException, InterruptedException {
        try (var other = new Running(Contract.defaults().listingDeletedKeys())) {
            var pair = other.simulator.pairs().mint("staging", "one");
            other.simulator.pairs().delete(pair.pair().id());

            var listed = Running.json(other.caller.management("GET", PAIRS, "")).at("/results/1");

            assertThat(listed.path("is_deleted").booleanValue()).isTrue();
            assertThat(listed.path("is_active").booleanValue()).isFalse();
            assertThat(listed.at("/deleted_by/email").textValue()).isEqualTo("person@example.com");
        }
    }

    @Test
    void oldWorkspacesHaveKeysOfAnotherShape() throws IOException, InterruptedException {
        try (var other =
                new Running(Contract.defaults().with(PairRules.defaults().withLegacyKeys()))) {
            var pair = other.simulator.pairs().byDefault("staging");

            assertThat(pair.pair().key()).matches("[A-Za-z0-9]{20}");
            assertThat(new Signer(other).probe(pair).statusCode()).isEqualTo(200);
        }
    }

    private String read(MintedPair pair) throws IOException, InterruptedException {
        return text(running.caller.management("GET", PAIRS + pair.pair().id() + "/", ""), "secret");
    }

    private static int count(Running running) throws IOException, InterruptedException {
        return Running.json(running.caller.management("GET", PAIRS, ""))
                .at("/meta/count")
                .intValue();
    }

    private static HttpResponse<String> rotate(Running running, MintedPair pair)
            throws IOException, InterruptedException {
        return running.caller.management("PATCH", PAIRS + pair.pair().id() + "/rotate/", "");
    }

    /** What the hub says, which is what the desk says. */
    private static boolean accepts(Running running, MintedPair pair, String secret)
            throws IOException, InterruptedException {
        var said = running.simulator.pairs().accepts(pair.pair().key(), secret);
        assertThat(new Signer(running)
                        .probe(new MintedPair(pair.pair(), secret))
                        .statusCode())
                .isEqualTo(said ? 200 : 401);
        return said;
    }

    private static String text(HttpResponse<String> response, String field) {
        return Running.json(response).path(field).textValue();
    }
}
