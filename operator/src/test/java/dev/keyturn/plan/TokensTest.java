package dev.keyturn.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is remembered of tokens, and how they are shown. */
final class TokensTest {

    @Test
    void theLast32OfEachAreRemembered() {
        var tokens = Tokens.NONE.withExposed("x");
        for (var i = 0; i < 33; i++) {
            tokens = tokens.withRotate("t" + i);
        }

        assertThat(tokens.rotate()).hasSize(32);
        assertThat(tokens.sawRotate("t0")).isFalse();
        assertThat(IntStream.range(1, 33).mapToObj(i -> "t" + i)).allMatch(tokens::sawRotate);
        assertThat(tokens.sawExposed("x")).isTrue();
        assertThat(tokens.sawExposed("t1")).isFalse();
    }

    @Test
    void aTokenSeenAgainTakesNobodysPlace() {
        var tokens = Tokens.NONE.withRotate("a").withRotate("b");

        assertThat(tokens.withRotate("a")).isEqualTo(tokens);
    }

    @Test
    void onlyHashesAreKept() {
        assertThat(Tokens.NONE.withRotate("2026-11-24").toString()).doesNotContain("2026-11-24");
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                argumentSet("a date", "2026-11-24", true),
                argumentSet("a ticket", "SEC-4711/build@ci:7+1", true),
                argumentSet("a short commit", "3f2a91c", true),
                argumentSet("a uuid", "5e0b7a0c-0f5e-4d4e-9d57-9d2f1c6a1b2c", true),
                argumentSet("blanks", "leaked today", false),
                argumentSet("too long", "a".repeat(64), false),
                argumentSet("a key of the provider", "SS." + "aB3".repeat(14), false),
                argumentSet("half of one", "SS." + "aB3".repeat(6), false),
                argumentSet("one with something before it", "leak-SS." + "aB3".repeat(14), false),
                argumentSet("a long mix of cases and digits", "aB3".repeat(8), false),
                argumentSet("a full commit or hash", "0123456789abcdef".repeat(3), false),
                argumentSet("not ASCII", "géant", false));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isShown(String token, boolean asItIs) {
        assertThat(Tokens.shown(token)).matches(asItIs ? Pattern.quote(token) : "sha256:[0-9a-f]{12}");
        assertThat(Tokens.shown(token)).isEqualTo(Tokens.shown(token));
    }

    @Test
    void twoHiddenOnesStayApart() {
        assertThat(Tokens.shown("leaked today")).isNotEqualTo(Tokens.shown("leaked yesterday"));
    }
}
