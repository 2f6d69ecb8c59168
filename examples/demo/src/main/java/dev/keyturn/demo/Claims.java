package dev.keyturn.demo;

import java.util.ArrayList;
import java.util.List;

/** What the story says, each sentence held against the provider. */
final class Claims {

    private final List<Claim> claims = new ArrayList<>();

    record Claim(String sentence, boolean holds) {
        @Override
        public String toString() {
            return "  " + (holds ? "✓ " : "✗ ") + sentence;
        }
    }

    void check(String sentence, boolean holds) {
        claims.add(new Claim(sentence, holds));
    }

    List<Claim> all() {
        return List.copyOf(claims);
    }

    boolean hold() {
        return claims.stream().allMatch(Claim::holds);
    }
}
