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
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Health checks and actions as Argo CD runs them, and kstatus as Flux does, over test data out of a real API server. */
final class CustomizationsTest {

    private static final String ACCOUNT = "an account ";

    /** What no resource of a kind can be in, with the reason; a {@link Reason} that is not here has test data of every kind. */
    private static final Map<String, Map<Reason, String>> IMPOSSIBLE = Map.of(
            "SuprSendAccount", ofAccounts(),
            "ClusterSuprSendAccount", ofAccounts(),
            "SuprSendApiKey", ofKeys("is made and ended by calls, and no person is asked"),
            "SuprSendWorkspaceKey",
                    ofKeys("of its own is made and ended by calls; of a default pair there is no test data yet"),
            "ServiceToken", ofTokens());

    private static final Pattern REASON =
            Pattern.compile("(?m)^ +reason: (\\w+)\n +status: \"\\w+\"\n +type: (?:Ready|Degraded)$");

    private static Map<Reason, String> ofKeys(String byCalls) {
        return named(
                "a key ",
                Map.of(
                        "is settled; it is its account that is authenticated",
                        EnumSet.of(Reason.Authenticated),
                        byCalls,
                        EnumSet.of(Reason.AwaitingDelivery, Reason.AwaitingDeletion, Reason.DeliveryRefused),
                        "is of one workspace; only the readers of what opens an account are looked up",
                        EnumSet.of(Reason.TooManyReaders),
                        "has a resource; it is an account whose token has none any more",
                        EnumSet.of(Reason.TokenUnmanaged)));
    }

    private static Map<Reason, String> ofTokens() {
        return named(
                "a service token ",
                Map.of(
                        "is settled; it is its account that is authenticated",
                        EnumSet.of(Reason.Authenticated),
                        "is made and ended by a person: there is no call to wait for, to search the result of or to count",
                        EnumSet.of(
                                Reason.Issuing,
                                Reason.Sweeping,
                                Reason.CapReached,
                                Reason.Proving,
                                Reason.RevocationUnproved),
                        "names no workspace",
                        EnumSet.of(Reason.WorkspaceUnknown, Reason.WorkspaceNotSeen, Reason.WorkspaceChanged),
                        "is asked for whether its account has a token or not",
                        EnumSet.of(Reason.TokenMissing, Reason.TokenEmpty),
                        "has a resource; it is an account whose token has none any more",
                        EnumSet.of(Reason.TokenUnmanaged)));
    }

    private static Map<Reason, String> ofAccounts() {
        return named(
                ACCOUNT,
                Map.of(
                        "holds no keys, so none of them turns or dies",
                        EnumSet.of(
                                Reason.Settled,
                                Reason.Issuing,
                                Reason.Verifying,
                                Reason.Overlap,
                                Reason.WaitingForConsumers,
                                Reason.Revoking,
                                Reason.Proving,
                                Reason.Sweeping,
                                Reason.BackingOff,
                                Reason.ExposedStillAlive,
                                Reason.ProviderDisagrees,
                                Reason.RevocationUnproved,
                                Reason.CapReached,
                                Reason.OutsideWindow,
                                Reason.Frozen,
                                Reason.ClockSuspect,
                                Reason.Overdue),
                        "publishes no Secret, and has no keyring",
                        EnumSet.of(
                                Reason.Publishing,
                                Reason.NotAdoptable,
                                Reason.Conflict,
                                Reason.KeyringMissing,
                                Reason.ForeignInstallation),
                        "names no workspace; it has those that its token lists",
                        EnumSet.of(Reason.WorkspaceUnknown, Reason.WorkspaceNotSeen, Reason.WorkspaceChanged),
                        "names no other account",
                        EnumSet.of(Reason.AccountMissing, Reason.AccountNotGranted),
                        "has no spec.suspend, and no rule of its spec but those of the API server",
                        EnumSet.of(Reason.Suspended, Reason.InvalidSpec),
                        "asks nobody for a token, and publishes none; it is its ServiceToken that does",
                        EnumSet.of(
                                Reason.AwaitingDelivery,
                                Reason.AwaitingDeletion,
                                Reason.DeliveryRefused,
                                Reason.TooManyReaders)));
    }

    private static Map<Reason, String> named(String whose, Map<String, EnumSet<Reason>> whys) {
        var impossible = new EnumMap<Reason, String>(Reason.class);
        whys.forEach((why, reasons) -> reasons.forEach(reason -> impossible.put(reason, whose + why)));
        return impossible;
    }

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
    void what_holds_for_one_kind_of_credentials_holds_for_the_others() throws IOException {
        var scripts = scripts("SuprSendApiKey");
        assertThat(scripts).containsKeys("health.lua", "actions/discovery.lua", "actions/rotate/action.lua");
        assertThat(scripts("SuprSendWorkspaceKey")).isEqualTo(scripts);
        assertThat(scripts("ServiceToken")).isEqualTo(scripts);
    }

    private static Map<String, String> scripts(String kind) throws IOException {
        var folder = Customizations.GROUP.resolve(kind);
        var scripts = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".lua")).toList()) {
                scripts.put(folder.relativize(file).toString(), Customizations.read(file));
            }
        }
        return scripts;
    }

    @Test
    void every_reason_has_test_data_of_every_kind_that_can_be_in_it() throws IOException {
        for (var kind : Customizations.kinds()) {
            try (var files = Files.list(Customizations.GROUP.resolve(kind).resolve("testdata"))) {
                var seen = files.flatMap(CustomizationsTest::reasons)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Reason.class)));
                var wanted = EnumSet.allOf(Reason.class);
                wanted.removeAll(IMPOSSIBLE.getOrDefault(kind, Map.of()).keySet());

                assertThat(seen).as(kind).isEqualTo(wanted);
            }
        }
    }

    @Test
    void every_kind_has_test_data_of_what_no_pass_has_come_to_yet() throws IOException {
        for (var kind : Customizations.kinds()) {
            assertThat(Customizations.GROUP.resolve(kind).resolve("testdata"))
                    .isDirectoryContaining("glob:**/new.yaml")
                    .isDirectoryContaining("glob:**/spec-not-seen-yet.yaml")
                    .isDirectoryContaining("glob:**/deleting.yaml");
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
