package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.simulator.Contract.Order;
import dev.keyturn.simulator.Contract.SecondDelete;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ContractChoicesTest {

    @Test
    void listsMayIncludeDeletedKeys() throws IOException, InterruptedException {
        try (var running = new Running(Contract.defaults().listingDeletedKeys())) {
            var id = running.simulator.mintKey("staging", "one").key().id();
            running.clock.move(Duration.ofSeconds(1));

            assertThat(running.caller.delete("staging", id).statusCode()).isEqualTo(204);

            var listed = Running.json(running.caller.list("staging")).at("/results/0");
            assertThat(listed.path("is_deleted").booleanValue()).isTrue();
            assertThat(listed.path("deleted_at").textValue()).isEqualTo("2026-04-21T12:19:01.148846Z");
            assertThat(listed.at("/deleted_by/name").textValue()).isEqualTo("System User");
        }
    }

    @Test
    void namesMayHaveToBeUniqueAmongTheLiving() throws IOException, InterruptedException {
        try (var running = new Running(Contract.defaults().withUniqueNames())) {
            var first = Running.json(running.caller.create("staging", "one"))
                    .path("id")
                    .textValue();

            var refused = running.caller.create("staging", "one");

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).isEqualTo("""
                    {"code":400,"error_code":"error","type":"ValidationError","message":"[\\"Name must be unique. A record \
                    with name 'one' already exists in this workspace\\"]","detail":["Name must be unique. A record with \
                    name 'one' already exists in this workspace"]}""");
            assertThat(running.caller.create("production", "one").statusCode()).isEqualTo(201);
            assertThat(running.caller.delete("staging", first).statusCode()).isEqualTo(204);
            assertThat(running.caller.create("staging", "one").statusCode()).isEqualTo(201);
        }
    }

    @Test
    void namesMayRepeatOtherwise() throws IOException, InterruptedException {
        try (var running = new Running()) {
            running.caller.create("staging", "one");

            assertThat(running.caller.create("staging", "one").statusCode()).isEqualTo(201);
        }
    }

    @Test
    void listsMayBeginWithTheNewest() throws IOException, InterruptedException {
        try (var running = new Running(Contract.defaults().with(Order.NEWEST_FIRST))) {
            running.caller.create("staging", "one");
            running.caller.create("staging", "two");

            assertThat(running.listedNames("staging")).containsExactly("two", "one");
        }
    }

    @Test
    void listsMayBeInNoOrderThatSaysAnything() throws IOException, InterruptedException {
        try (var running = new Running(Contract.defaults().with(Order.ARBITRARY))) {
            for (int number = 0; number < 10; number++) {
                running.simulator.mintKey("staging", "key-" + number);
            }

            var ids = Running.json(running.caller.list("staging")).findValuesAsText("id");

            assertThat(ids).hasSize(10).isSorted();
        }
    }

    @Test
    void aSecondDeleteMaySucceed() throws IOException, InterruptedException {
        try (var running = new Running(Contract.defaults().with(SecondDelete.NO_CONTENT))) {
            var id = running.simulator.mintKey("staging", "one").key().id();

            assertThat(running.caller.delete("staging", id).statusCode()).isEqualTo(204);
            assertThat(running.caller.delete("staging", id).statusCode()).isEqualTo(204);
            assertThat(running.simulator.calls()).extracting(Call::effect).containsExactly(true, false);
        }
    }
}
