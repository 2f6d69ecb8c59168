package dev.keyturn.kube;

import dev.keyturn.plan.DeletionPolicy;
import dev.keyturn.plan.Failures;
import dev.keyturn.plan.Intent;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Replacement;
import dev.keyturn.plan.Request;
import dev.keyturn.plan.Rotation;
import dev.keyturn.plan.Sink;
import dev.keyturn.plan.Standing;
import dev.keyturn.plan.Target;
import dev.keyturn.plan.Tokens;
import dev.keyturn.plan.Trigger;
import dev.keyturn.plan.Turn;
import dev.keyturn.port.Installation;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.Material;
import dev.keyturn.port.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values for tests of the adapters. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-24T10:15:30.123456789Z");
    static final Target TARGET = new Target("shop", "checkout");
    static final Owner OWNER = new Owner("SuprSendApiKey", "shop", "checkout", "uid-1", "ns-1");
    static final Place PLACE = new Place("acct-abcdefghijklmnop", "cloud", "staging", "ws-1");
    static final Installation INSTALLATION = new Installation("abcd1234", Secret.ofText("a key for fingerprints"), "");

    private Samples() {}

    /** Unlike any other, and one word, since parsers quote whole words. */
    static String canary() {
        return "canary" + UUID.randomUUID().toString().replace("-", "");
    }

    /** Of a namespace or an object, unlike any other. */
    static String freshName() {
        return "t-" + UUID.randomUUID();
    }

    /** All that anybody could print of a failure. */
    static String allTextOf(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** A ledger in which nothing is left out. */
    static Ledger full() {
        return ledger(
                List.of(key("aaaa1111", 7, KeyState.Previous), key("bbbb2222", 8, KeyState.Current)),
                Standing.Living,
                List.of(
                        new Request("2026-11-23", Trigger.Requested, ago(7200), 7, ago(7100), ago(3600)),
                        new Request("leak-17", Trigger.Exposure, ago(60), 8, null, null)),
                List.of(turn(7), turn(8)));
    }

    static Ledger ledger(List<Key> keys, Standing standing, List<Request> requests, List<Turn> history) {
        return ledger(
                keys,
                standing,
                requests,
                history,
                new Rotation("rrrr3333", Trigger.Exposure, "leak-17", 9, ago(50), 2));
    }

    static Ledger ledger(
            List<Key> keys,
            Standing standing,
            List<Request> requests,
            List<Turn> history,
            @Nullable Rotation rotation) {
        return ledger(TARGET, keys, standing, requests, history, rotation);
    }

    private static Ledger ledger(
            Target target,
            List<Key> keys,
            Standing standing,
            List<Request> requests,
            List<Turn> history,
            @Nullable Rotation rotation) {
        return new Ledger(
                OWNER,
                target,
                standing,
                ago(86_400),
                DeletionPolicy.Retain,
                keys,
                8,
                rotation,
                new Intent("cccc4444", 9, PLACE, NOW, NOW.plusSeconds(5), "ws_key_1"),
                PLACE,
                NOW.plusSeconds(3600),
                true,
                new Tokens(List.of("0123456789abcdef01234567"), List.of("89abcdef0123456789abcdef")),
                new Sink(
                        8,
                        "bbbb2222",
                        12,
                        ago(500),
                        ago(499),
                        true,
                        List.of("SUPRSEND_API_KEY"),
                        List.of("app.kubernetes.io/managed-by"),
                        List.of("keyturn.dev/keyring"),
                        new Sink.Previous("aaaa1111", List.of("OLD_KEY")),
                        new Replacement(
                                8,
                                12,
                                ago(500),
                                List.of("Deployment/web"),
                                List.of("Deployment/b is left to Reloader"),
                                "bbbb2222",
                                2)),
                new Failures(2, Reason.ProviderUnavailable, ago(40), NOW.plusSeconds(20)),
                List.of(ago(7000), ago(50)),
                1,
                true,
                requests,
                history,
                null,
                List.of(),
                List.of("hmac:0123456789ab"),
                null);
    }

    static Ledger plain(Standing standing) {
        return ledger(List.of(key("bbbb2222", 8, KeyState.Current)), standing, List.of(), List.of(), null);
    }

    static Ledger plain(Target target) {
        return ledger(
                target, List.of(key("bbbb2222", 8, KeyState.Current)), Standing.Living, List.of(), List.of(), null);
    }

    static Key key(String attempt, int revision, KeyState state) {
        return new Key(
                attempt,
                "SuprSendApiKey",
                PLACE,
                "id-" + revision,
                "kt-abcd1234-kr-aaaaaaaaaaaaaaaa-r" + revision + "-" + attempt,
                revision,
                state,
                true,
                "hmac:0123456789ab",
                ago(700),
                ago(500),
                state == KeyState.Previous ? ago(400) : null,
                ago(60),
                ago(30),
                true,
                true,
                1,
                "Pod/checkout-0",
                new Failures(1, Reason.RevocationUnproved, ago(10), NOW.plusSeconds(10)),
                null);
    }

    static Turn turn(int revision) {
        return new Turn(revision, Trigger.Schedule, ago(7200L - revision), ago(7100), ago(3600));
    }

    static Keyring keyring(Ledger ledger, String... valueOfEachKey) {
        var keyring = new Keyring(ledger, Map.of());
        for (var i = 0; i < valueOfEachKey.length; i++) {
            keyring = keyring.with(
                    ledger.keys().get(i).attempt(), Material.of("apiKey", Secret.ofText(valueOfEachKey[i])));
        }
        return keyring;
    }

    private static Instant ago(long seconds) {
        return NOW.minus(Duration.ofSeconds(seconds));
    }
}
