package dev.keyturn.plan;

import static dev.keyturn.plan.Times.ago;

import dev.keyturn.plan.Restarts.Turned;
import java.time.Duration;
import java.util.List;

/** Values that were replaced so long ago, and what there is to restart for them. */
final class Replacements {

    private Replacements() {}

    static Replacement replacement(Duration before) {
        return new Replacement(7, 3, ago(before), List.of(), List.of());
    }

    static Replacement foughtOver(Duration before, int again) {
        return new Replacement(7, 3, ago(before), List.of(), List.of(), "r7", again);
    }

    static Turned turned(String keyring, Duration before, boolean inHaste) {
        return new Turned(
                keyring, "secret-" + keyring, replacement(before), ago(before).plusSeconds(15), inHaste);
    }

    static Turned turned(String keyring, Duration before) {
        return turned(keyring, before, false);
    }
}
