package dev.keyturn.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyturn.gitops.Customizations.Looked;
import dev.keyturn.plan.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Health checks and actions as Argo CD runs them, and kstatus as Flux does, over test data out of a real API server. */
final class CustomizationsTest {

    /** What {@code AccountStatuses} and the sessions that it opens come to, of either kind of account. */
    private static final Set<Reason> OF_ACCOUNTS = EnumSet.of(
            Reason.Authenticated,
            Reason.EndpointUnknown,
            Reason.TokenMissing,
            Reason.TokenEmpty,
            Reason.MissingPermission,
            Reason.AccountUnauthorized,
            Reason.ProviderUnavailable,
            Reason.ProviderRateLimited,
            Reason.ProviderUnusable);

    /** What each kind can be in; only accounts are authenticated, and credentials can be in all else. */
    private static final Map<String, Set<Reason>> POSSIBLE = Map.of(
            "SuprSendAccount", OF_ACCOUNTS,
            "ClusterSuprSendAccount", OF_ACCOUNTS,
            "SuprSendApiKey", EnumSet.complementOf(EnumSet.of(Reason.Authenticated)));

    /** What has no test data yet, by kind. None of it is known to be out of a test's reach. */
    private static final Map<String, Set<Reason>> WITHOUT_TEST_DATA = Map.of(
            "SuprSendAccount",
            EnumSet.of(Reason.MissingPermission),
            "ClusterSuprSendAccount",
            EnumSet.of(Reason.MissingPermission),
            "SuprSendApiKey",
            EnumSet.of(
                    Reason.Issuing,
                    Reason.Verifying,
                    Reason.Publishing,
                    Reason.Revoking,
                    Reason.Sweeping,
                    Reason.BackingOff,
                    Reason.TokenMissing,
                    Reason.TokenEmpty,
                    Reason.EndpointUnknown,
                    Reason.WorkspaceNotSeen,
                    Reason.WorkspaceChanged,
                    Reason.ForeignInstallation,
                    Reason.ProviderDisagrees,
                    Reason.MissingPermission));

    private static final Pattern REASON = Pattern.compile("(?m)^ +reason: (\\w+)$");

    /** One line of what the program says. */
    record Verdict(String name, String problem) {}

    @TestFactory
    @SuppressWarnings("SystemOut") // Test runners hide why a test was skipped; here a person should see it.
    Stream<DynamicTest> is_as_its_test_data_says() {
        return switch (Customizations.look()) {
            case Looked.At(var lines) ->
                lines.stream()
                        .map(CustomizationsTest::verdict)
                        .map(verdict -> dynamicTest(
                                verdict.name(),
                                () -> assertThat(verdict.problem()).isEmpty()));
            case Looked.Missing(var remedy)
            when Boolean.parseBoolean(System.getenv("CI")) ->
                throw new IllegalStateException("CI=true, and no Lua for tests: " + remedy);
            case Looked.Missing(var remedy) -> {
                System.err.println("Health checks and actions of Argo CD cannot be tested: " + remedy);
                yield abort("no Lua for tests: " + remedy);
            }
        };
    }

    private static Verdict verdict(String line) {
        try {
            return new ObjectMapper().readValue(line, Verdict.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    @Test
    void there_is_one_for_every_kind() throws IOException {
        try (var definitions =
                Files.newDirectoryStream(Customizations.EXAMPLES.resolveSibling("crds"), "*.keyturn.dev.yaml")) {
            var kinds = new ArrayList<String>();
            for (var definition : definitions) {
                var kind = Pattern.compile("(?m)^    kind: (\\w+)$").matcher(Customizations.read(definition));
                assertThat(kind.find()).isTrue();
                kinds.add(kind.group(1));
            }
            assertThat(Customizations.kinds()).containsExactlyInAnyOrderElementsOf(kinds);
        }
    }

    @Test
    void every_reason_of_every_kind_has_test_data_but_those_that_are_listed() throws IOException {
        for (var kind : Customizations.kinds()) {
            try (var files = Files.walk(Customizations.GROUP.resolve(kind))) {
                var seen = files.filter(file -> file.toString().endsWith(".yaml"))
                        .flatMap(CustomizationsTest::reasons)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Reason.class)));
                var wanted = EnumSet.copyOf(POSSIBLE.getOrDefault(kind, Set.of(Reason.values())));
                wanted.removeAll(WITHOUT_TEST_DATA.getOrDefault(kind, Set.of()));

                assertThat(seen).as(kind).isEqualTo(wanted);
            }
        }
    }

    private static Stream<Reason> reasons(Path file) {
        try {
            return REASON.matcher(Customizations.read(file)).results().map(found -> Reason.valueOf(found.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
