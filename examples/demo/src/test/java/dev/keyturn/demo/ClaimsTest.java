package dev.keyturn.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClaimsTest {

    @Test
    void one_false_claim_among_true_ones_is_enough() {
        var claims = new Claims();
        claims.check("the sun rises", true);
        assertThat(claims.hold()).isTrue();

        claims.check("pigs fly", false);
        claims.check("water is wet", true);

        assertThat(claims.hold()).isFalse();
        assertThat(claims.all())
                .map(Object::toString)
                .containsExactly("  ✓ the sun rises", "  ✗ pigs fly", "  ✓ water is wet");
    }
}
