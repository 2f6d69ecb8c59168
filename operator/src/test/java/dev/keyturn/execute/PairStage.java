package dev.keyturn.execute;

import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Failures;
import dev.keyturn.plan.Guide;
import dev.keyturn.plan.HandOff;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Limits;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Resource;
import dev.keyturn.plan.Rotation;
import dev.keyturn.plan.SampleDemand;
import dev.keyturn.plan.SampleLedger;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Strategy;
import dev.keyturn.plan.Target;
import dev.keyturn.plan.Trigger;
import dev.keyturn.plan.Way;
import dev.keyturn.port.AccountRecords;
import dev.keyturn.port.Accounts;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Brakes;
import dev.keyturn.port.Claims;
import dev.keyturn.port.Deliveries;
import dev.keyturn.port.InPlace;
import dev.keyturn.port.Installation;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.KeyringStore;
import dev.keyturn.port.Look;
import dev.keyturn.port.Material;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.Probed;
import dev.keyturn.port.Publisher;
import dev.keyturn.port.Resources;
import dev.keyturn.port.Secret;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.Workloads;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A resource with the default pair of a workspace, and a world that answers as a test says. */
final class PairStage {

    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final String ATTEMPT = "aaaa1111";
    static final Installation INSTALLATION = new Installation("inst0001", Secret.ofText("a key of fingerprints"), "");

    private static final Place PLACE = new Place("acct-1", "cloud", "staging", "wksp_1");
    private static final Owner OWNER = new Owner("SuprSendWorkspaceKey", "shop", "checkout", "uid-1", "ns-1");
    private static final Target TARGET = new Target("shop", "checkout");

    private final Memory memory = new Memory();
    Instant now = NOW;
    Material shown = pair("one");
    Material published = pair("one");
    Map<String, String> annotations = Map.of();
    Answer<InPlace.Reach> reach = new Answer.Ok<>(InPlace.Reach.TURN);
    Optional<Answer.Kind> unreadable = Optional.empty();
    Optional<Way> pinned = Optional.empty();
    Probed probed = new Probed.Accepted();
    Optional<String> rival = Optional.empty();
    Optional<String> refusal = Optional.empty();

    @Nullable
    HandOff handOff;

    static Material pair(String secret) {
        return new Material(Map.of("key", Secret.ofText("wk"), "secret", Secret.ofText(secret)));
    }

    String fingerprint(Material material) {
        return issuer().fingerprint(material, INSTALLATION.fingerprintKey());
    }

    Outcome perform(Step step) throws Exception {
        var accounts = accounts();
        var records = FakePort.of(
                AccountRecords.class, Map.of("read", _ -> Optional.empty(), "write", _ -> Optional.empty()));
        var sessions = new Sessions(accounts, records, INSTALLATION, () -> now);
        var ports = new Ports(
                FakePort.of(KeyringStore.class, Map.of()),
                publisher(),
                FakePort.of(Deliveries.class, Map.of()),
                FakePort.of(Claims.class, Map.of("rival", _ -> rival)),
                FakePort.of(Workloads.class, Map.of()),
                FakePort.of(Resources.class, Map.of()),
                accounts,
                records,
                Map.of("SuprSendWorkspaceKey", issuer()),
                INSTALLATION,
                Brakes.NONE,
                () -> now,
                Pause.REAL,
                new Ending());
        var comparison = new Comparison(ports.keyrings(), INSTALLATION, () -> now, memory, _ -> {});
        return new Executor(ports, Limits.DEFAULTS, sessions, comparison, memory, new Rendering(INSTALLATION))
                .perform(scene(), step)
                .outcome();
    }

    Optional<Way> way() {
        return memory.ways().known(Optional.of(account()), demand());
    }

    private Scene scene() {
        var stored = new StoredKeyring("kr-1", new Keyring(ledger(), Map.of(ATTEMPT, pair("one"))), false, "1");
        return new Scene(
                "kr-1",
                "SuprSendWorkspaceKey",
                Optional.of(new Resource(OWNER, null, null)),
                Optional.of(demand()),
                Optional.of(account()),
                Optional.of(stored),
                Optional.empty());
    }

    private static Accounts.Account account() {
        return new Accounts.Account(
                "ClusterSuprSendAccount",
                "",
                "default",
                "uid-a",
                "cloud",
                "keyturn",
                "token",
                "token",
                Optional.empty());
    }

    private static Accounts accounts() {
        return FakePort.of(
                Accounts.class,
                Map.of(
                        "token", _ -> new Accounts.Token.Present(Secret.ofText("token")),
                        "endpoint", _ -> new Accounts.Endpoint(true, 1, Duration.ZERO, Duration.ofHours(1))));
    }

    private Publisher publisher() {
        return FakePort.of(
                Publisher.class,
                Map.of(
                        "look",
                        _ -> new Look(
                                TARGET,
                                true,
                                Map.of("KEY", published.field("key"), "SECRET", published.field("secret")),
                                Map.of(),
                                annotations,
                                Optional.empty(),
                                Optional.empty(),
                                "1"),
                        "rehearse",
                        _ -> {
                            if (refusal.isPresent()) {
                                throw new PermissionMissingException(refusal.get());
                            }
                            return Optional.empty();
                        }));
    }

    private Issuer issuer() {
        var calls = new HashMap<String, FakePort.Call>();
        calls.put("kind", _ -> "SuprSendWorkspaceKey");
        calls.put("strategy", _ -> Strategy.OVERLAP);
        calls.put("fields", _ -> List.of("key", "secret"));
        calls.put("inPlace", _ -> Optional.of(inPlace()));
        calls.put("probe", _ -> probed);
        calls.put("workspaces", _ -> new Answer.Ok<>(List.of(new Issuer.Workspace("staging", "wksp_1", "test"))));
        return FakePort.of(Issuer.class, calls);
    }

    private InPlace inPlace() {
        return FakePort.of(
                InPlace.class,
                Map.of(
                        "guide", _ -> Guide.NONE,
                        "reach", _ -> reach,
                        "byDefault",
                                _ -> unreadable
                                        .<Answer<InPlace.Shown>>map(kind ->
                                                new Answer.Fault<>(kind, Reason.ProviderUnusable, Optional.empty()))
                                        .orElseGet(() -> new Answer.Ok<>(
                                                new InPlace.Shown("record", shown, Optional.empty())))));
    }

    private Demand demand() {
        return SampleDemand.of(TARGET)
                .overlap(Duration.ZERO)
                .waitForConsumers(Duration.ZERO)
                .data(Map.of("KEY", "{{key}}", "SECRET", "{{secret}}"))
                .defaultPair(pinned)
                .done();
    }

    private Ledger ledger() {
        var current = new Key(
                ATTEMPT,
                "SuprSendWorkspaceKey",
                PLACE,
                "record." + ATTEMPT,
                Key.IN_PLACE,
                1,
                KeyState.Current,
                true,
                fingerprint(pair("one")),
                NOW,
                NOW,
                null,
                null,
                null,
                false,
                false,
                0,
                null,
                Failures.NONE,
                null);
        var ledger = SampleLedger.of(OWNER, TARGET, NOW).keys(current).place(PLACE);
        return (handOff == null
                        ? ledger
                        : ledger.asking(new Rotation("run", Trigger.Requested, null, 2, NOW, 1), handOff))
                .done();
    }
}
