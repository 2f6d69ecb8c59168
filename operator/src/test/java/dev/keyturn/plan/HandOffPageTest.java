package dev.keyturn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.docs.Made;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/hand-off.md} says what the program says. */
final class HandOffPageTest {

    private static final String PAGE = "hand-off.md";

    @Test
    void its_command_is_the_one_that_a_person_is_given() throws IOException {
        assertThat(Made.read(PAGE))
                .contains("\n" + Asking.command(new Target("keyturn-system", "suprsend"), List.of("token")) + "\n");
    }

    @Test
    void its_refusals_are_in_the_programs_words() throws IOException {
        assertThat(Made.read(PAGE))
                .contains("`" + HandOffs.EXPOSED.substring(0, HandOffs.EXPOSED.indexOf(',')) + "`")
                .contains("`" + HandOffs.TOO_LATE.substring(0, HandOffs.TOO_LATE.indexOf(';')) + "`");
    }
}
