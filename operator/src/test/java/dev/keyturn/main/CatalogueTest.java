package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.port.Accounts.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every setting: it is read in both ways, fits its own form, and is in the record of a program that embeds the operator. */
final class CatalogueTest {

    /** Another value than the standard one of each, in every form. */
    private static final Map<String, String> SAMPLES = Map.ofEntries(
            Map.entry("operatorNamespace", "platform"),
            Map.entry("keyringNamespace", "vault"),
            Map.entry("installation", "abcd1234"),
            Map.entry("watchNamespaces", "shop"),
            Map.entry("clusterAccounts", "false"),
            Map.entry("restartWorkloads", "false"),
            Map.entry("maxConcurrentReconciles", "7"),
            Map.entry("rotation.shortestInterval", "2h"),
            Map.entry("rotation.keysPerDay", "6"),
            Map.entry("rotation.emergencyKeysPerDay", "11"),
            Map.entry("rotation.checkEvery", "0s"),
            Map.entry("rotation.overdueAfter", "2w"),
            Map.entry("rotation.deletionDelay", "30m"),
            Map.entry("http.port", "0"),
            Map.entry("leaderElection.enabled", "false"),
            Map.entry("leaderElection.leaseDuration", "20s"),
            Map.entry("leaderElection.renewDeadline", "9s"),
            Map.entry("leaderElection.retryPeriod", "2s"),
            Map.entry("log.format", "json"),
            Map.entry("log.level", "DEBUG"));

    @TempDir
    private Path dir = Path.of("");

    @Test
    void everySettingIsReadFromTheFileAndFromItsVariable() throws Exception {
        for (var setting : Catalogue.SETTINGS) {
            var text = Objects.requireNonNull(SAMPLES.get(setting.path()), setting.path());
            var path = List.of(setting.path().split("\\.", -1));
            var yaml = path.size() == 1
                    ? path.getFirst() + ": " + text
                    : "%s: {%s: %s}".formatted(path.getFirst(), path.getLast(), text);
            assertThat(Written.given(dir, yaml, Map.of()).find(setting).map(Object::toString))
                    .as(setting.path())
                    .isNotEmpty()
                    .isEqualTo(setting.form().parse(text).map(Object::toString))
                    .isEqualTo(Written.given(dir, "", Map.of(setting.variable(), text))
                            .find(setting)
                            .map(Object::toString));
            assertThat(Written.given(dir, yaml, Map.of()).errors()).isEmpty();
        }
        assertThat(Catalogue.SETTINGS).extracting(Setting::variable).doesNotHaveDuplicates();
    }

    /** What a program that embeds the operator can say is what the file can; how it is logged is that program's own. */
    @Test
    void theRecordHasTheWordsOfTheTable() {
        var wanted = new TreeSet<String>();
        Catalogue.SETTINGS.forEach(setting -> wanted.add(setting.path()));
        Catalogue.OF_ENDPOINTS.forEach(setting -> wanted.add("endpoints.*." + setting.path()));
        wanted.removeIf(path -> path.startsWith("log."));

        assertThat(ConfigurationWords.ofTheRecord()).isEqualTo(wanted);
    }

    @Test
    void standardsFitTheirOwnForms() {
        assertThat(Stream.concat(Catalogue.SETTINGS.stream(), Catalogue.OF_ENDPOINTS.stream())
                        .filter(setting -> setting.standard().isPresent()))
                .allSatisfy(setting -> assertThat(setting.standardValue()).isNotNull());
        assertThat(Endpoint.UNKNOWN.times()).isEqualTo(Catalogue.PROOF_TIMES.standardValue());
        assertThat(Endpoint.UNKNOWN.over()).isEqualTo(Catalogue.PROOF_OVER.standardValue());
        assertThat(Endpoint.UNKNOWN.sweepFor()).isEqualTo(Catalogue.SWEEP_FOR.standardValue());
    }
}
