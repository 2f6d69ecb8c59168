package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.port.Names;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the ConfigMap says, and what of it says nothing. */
final class FrozenTest {

    private static final String WHAT_TO_DO = ", and so nothing is frozen; write * or the names of namespaces to it";

    private static Frozen of(String text) {
        return Frozen.by(new ConfigMapBuilder()
                .withData(Map.of(Names.FREEZE_NAMESPACES, text))
                .build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    *           | shop  | true
                    shop        | shop  | true
                    shop other  | other | true
                    'shop,other'| other | true
                    '  shop
                     '          | shop  | true
                    shop        | other | false
                    shop        | sho   | false
                    """)
    void names_are_parted_by_white_space(String text, String namespace, boolean holds) {
        assertThat(of(text).holds(namespace)).isEqualTo(holds);
        assertThat(of(text).isNothing()).isFalse();
        assertThat(of(text).wrong()).isEmpty();
    }

    @Test
    void one_that_says_nothing_freezes_nothing_and_says_what_to_write() {
        assertThat(of(" ").isNothing()).isTrue();
        assertThat(of(" ").wrong()).containsExactly("data.namespaces is empty" + WHAT_TO_DO);

        var without = Frozen.by(new ConfigMapBuilder().build());
        assertThat(without.isNothing()).isTrue();
        assertThat(without.wrong()).containsExactly("data.namespaces is not there" + WHAT_TO_DO);
    }

    @Test
    void what_stands_there_instead_is_named() {
        var misspelt = Frozen.by(new ConfigMapBuilder()
                .withData(Map.of("namespace", "*", "Namespaces", "shop"))
                .build());

        assertThat(misspelt.isNothing()).isTrue();
        assertThat(misspelt.wrong())
                .containsExactly("data.namespaces is not there (there is Namespaces, namespace)" + WHAT_TO_DO);
    }

    @Test
    void a_note_beside_it_does_no_harm() {
        var noted = Frozen.by(new ConfigMapBuilder()
                .withData(Map.of("namespaces", "shop", "why", "incident 42"))
                .build());

        assertThat(noted.holds("shop")).isTrue();
        assertThat(noted.wrong()).isEmpty();
    }

    @Test
    void a_word_that_names_nothing_is_said_and_the_others_hold() {
        assertThat(of("Shop other").wrong())
                .containsExactly(
                        "data.namespaces has a word that is no name of a namespace, and freezes nothing: Shop");
        assertThat(of("Shop other").holds("other")).isTrue();
    }
}
