package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OldestSupportedTest {

    @ParameterizedTest
    @CsvSource({
        "1, 36, false",
        "1, 30, false",
        "1, 30+, false",
        "1, 29, true",
        "1, 27+, true",
        "0, 40, true",
        "2, 0, false",
        "'', '', false"
    })
    void anApiServerIsTooOld(String major, String minor, boolean older) {
        assertThat(OldestSupported.isOlder(major, minor)).isEqualTo(older);
    }

    @ParameterizedTest
    @CsvSource({"1, 27+"})
    void andThatIsSaid(String major, String minor) {
        assertThat(OldestSupported.refusal(major, minor))
                .isEqualTo("the API server is Kubernetes 1.27+, and Keyturn needs 1.30 or later; upgrade the cluster");
    }
}
