package dev.keyturn.issuer.suprsend;

import java.net.URI;

/** A process of its own that asks a server for a key and says what came of it. */
final class AskForAKey {
    private AskForAKey() {}

    public static void main(String[] arguments) {
        try (var keys = Bench.keys(URI.create(arguments[0]))) {
            System.out.println(keys.issue(Bench.access("t"), "demo", "n", "d", Bench.soon()));
        }
    }
}
