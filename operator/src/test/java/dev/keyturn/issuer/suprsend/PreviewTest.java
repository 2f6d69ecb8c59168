package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.port.Answer;
import dev.keyturn.port.Issuer.Compared;
import dev.keyturn.port.Secret;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which key of a list a value is, by the little that the list shows. */
final class PreviewTest {

    private static final String VALUE = "SS.abcdefghijklmnop";

    static Stream<Arguments> previews() {
        return Stream.of(
                argumentSet("as documented", "SS.abcdefg*****", true),
                argumentSet("of another", "SS.abcdefX*****", false),
                argumentSet("with the end as well", "SS.abc***nop", true),
                argumentSet("with another end", "SS.abc***nox", false),
                argumentSet("with an end that is part of the beginning", "SS.abcdefghijkl***lmnop", false),
                argumentSet("too little to tell", "SS.abc*****", false),
                argumentSet("nothing", "*****", false),
                argumentSet("the value itself, which is no preview", VALUE, false),
                argumentSet("nothing at all", "", false));
    }

    @ParameterizedTest
    @MethodSource("previews")
    void fitsAValue(String shown, boolean expected) {
        assertThat(Preview.fits(shown, Secret.ofText(VALUE))).isEqualTo(expected);
    }

    @Test
    void theListSaysWhichKeyAValueIs() {
        try (var bench = new Bench()) {
            var ours = bench.simulator.mintKey(Bench.WORKSPACE, "by hand");
            bench.simulator.mintKey(Bench.WORKSPACE, "another");

            var endpoint = Bench.endpoint(bench.simulator.managementUrl(), bench.simulator.hubUrl());
            // With the patience that the operator has: what is asked here is no matter of time.
            Answer<List<Compared>> compared;
            try (var keys = new SuprSendApiKeys(Map.of(Bench.ENDPOINT, endpoint), InstantSource.system())) {
                compared = keys.compare(bench.access, Bench.WORKSPACE, Bench.material(ours.material()));
            }

            assertThat(compared)
                    .isInstanceOfSatisfying(
                            Answer.Ok.class,
                            answer -> assertThat(((List<?>) answer.value())
                                            .stream()
                                                    .map(Compared.class::cast)
                                                    .filter(Compared::fits)
                                                    .map(one -> one.key().id()))
                                    .containsExactly(ours.key().id()));
            assertThat(bench.simulator.suspicions()).isEmpty();
        }
    }
}
