package dev.keyturn.e2e;

import dev.keyturn.simulator.ApiKey;
import dev.keyturn.simulator.CallKind;
import java.util.List;

/**
 * What was asked of the provider so far, what lives there, and what pods get: two that are equal say that nothing turned and nothing died
 * in between.
 *
 * @param published tells values apart without showing them
 */
record Tally(long made, long ended, List<String> living, String published) {

    static Tally of(Stage stage, String secretName) {
        var value = stage.published(secretName);
        return new Tally(
                stage.made(),
                stage.provider.count(CallKind.DELETE_KEY),
                stage.living().stream().map(ApiKey::id).toList(),
                value.isEmpty() ? "nothing" : Integer.toHexString(value.hashCode()));
    }
}
