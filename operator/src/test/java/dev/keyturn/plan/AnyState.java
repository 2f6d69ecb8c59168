package dev.keyturn.plan;

import static dev.keyturn.plan.Times.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A state drawn at random. Only what the recorder itself keeps up holds: one name a key, at most one current and one in hand. */
final class AnyState {

    private static final List<Duration> DISTANCES = Stream.of(
                    "0s", "5s", "14s", "15s", "2m", "10m", "1h", "25h", "181d")
            .map(text -> DurationText.parse(text).orElseThrow())
            .toList();
    private static final List<String> TOKENS = List.of("t1", "t2", "t3");

    private final Random random;
    private final Ledger ledger;
    private final Ledger other;
    private final Resource resource;
    private final Demand demand;
    private final SinkView sink;
    private final Observation observation;
    private final Key found;

    AnyState(Random random) {
        this.random = random;
        ledger = drawLedger();
        other = drawLedger();
        resource = new Resource(owner(), token(), token());
        var basis = Seen.unclaimed()
                .every(any(List.of(Duration.ofSeconds(1), Duration.ofDays(180))))
                .overlap(any(List.of(Duration.ZERO, Duration.ofDays(1))))
                .workspace(any(List.of("staging", "production")));
        demand = (maybe() ? basis.suspended() : basis).demand();
        sink = drawSink();
        found = key(KeyState.Previous, "found", List.of("a0", "a1", "lost"));
        observation = drawObservation();
    }

    Ledger ledger() {
        return ledger;
    }

    Ledger other() {
        return other;
    }

    Resource resource() {
        return resource;
    }

    Demand demand() {
        return demand;
    }

    SinkView sink() {
        return sink;
    }

    Observation observation() {
        return observation;
    }

    Key foundKey() {
        return found;
    }

    /** Whatever a step may bring, sensible for it or not. */
    List<Outcome> outcomes() {
        return List.of(
                new Outcome.Done(),
                new Outcome.Blocked(Reason.Verifying, "", Optional.empty()),
                new Outcome.Failed(Reason.ProviderUnavailable, Optional.empty()),
                new Outcome.Clear(Keys.PLACE),
                new Outcome.TakenOver(Optional.of("wksp_1"), maybe()),
                new Outcome.Issued("id-new", "name", "hmac:new", NOW),
                new Outcome.Lost(Reason.ProviderUnavailable, Optional.empty()),
                new Outcome.Accepted(),
                new Outcome.Refused(),
                new Outcome.Published(NOW, maybe(), List.of(), List.of(), List.of()),
                new Outcome.Recognised(key(KeyState.Issued, "id-recognised", List.of("a0", "lost"))),
                new Outcome.Condemnable(ledger.keys().stream().map(Key::attempt).toList()),
                new Outcome.Held("a0", "Pod/a", Duration.ofSeconds(10)),
                new Outcome.Dead(),
                new Outcome.Listed(maybe()),
                new Outcome.KindRemoved());
    }

    /** What a step brings when all goes well; empty where it waits, or where the process alone remembers. */
    Optional<Outcome> usual(Step step) {
        return switch (step) {
            case Step.Begin _ -> Optional.of(new Outcome.Clear(Keys.PLACE));
            case Step.Issue _ -> Optional.of(new Outcome.Issued("id-new", "name", "hmac:new", NOW));
            case Step.Verify(var key) when key.setAside() -> Optional.of(new Outcome.Accepted());
            case Step.Verify _ -> Optional.of(new Outcome.Refused());
            case Step.Publish _ -> Optional.of(new Outcome.Published(NOW, false, List.of(), List.of(), List.of()));
            case Step.Condemn(var keys) ->
                Optional.of(
                        new Outcome.Condemnable(keys.stream().map(Key::attempt).toList()));
            case Step.Revoke _ -> Optional.of(new Outcome.Dead());
            case Step.TakeOver _ -> Optional.of(new Outcome.TakenOver(Optional.empty(), false));
            case Step.RecordExposure _, Step.JoinRun _, Step.CatchUp _ -> Optional.of(new Outcome.Done());
            case Step.Recognise(var id, var revision) ->
                Optional.of(new Outcome.Recognised(
                        Keys.issued(revision).attempt(id.replace("id-", "")).done()));
            case Step.Wait _,
                    Step.Halt _,
                    Step.LetGo _,
                    Step.Release _,
                    Step.MarkUnowned _,
                    Step.Compare _,
                    Step.CondemnAll _,
                    Step.Unpublish _,
                    Step.Discard _ -> Optional.empty();
        };
    }

    /** The same seen again after a step: the Secret as the step left it. */
    Observation with(Ledger after, Step step) {
        var seen = (Observation.Claimed) observation;
        var written = step instanceof Step.Publish || step instanceof Step.Recognise
                ? after.current().map(Seen::exactly).orElse(seen.sink())
                : seen.sink();
        return new Observation.Claimed(resource, demand, seen.account(), written, seen.limits(), seen.memo(), after);
    }

    private Ledger drawLedger() {
        var keys = new ArrayList<Key>();
        var states = Stream.concat(
                        Stream.of(KeyState.Current, KeyState.Issued).filter(_ -> maybe()),
                        IntStream.range(0, random.nextInt(4))
                                .mapToObj(_ -> any(List.of(KeyState.Previous, KeyState.Revoking))))
                .toList();
        for (var i = 0; i < states.size(); i++) {
            keys.add(key(states.get(i), "id-a" + i, List.of("a" + i)));
        }
        var last = keys.stream()
                        .filter(Key::published)
                        .mapToInt(Key::revision)
                        .max()
                        .orElse(0)
                + random.nextInt(2);
        var inHand = keys.stream().anyMatch(key -> key.state() == KeyState.Issued);
        return new Ledger(
                owner(),
                Ledgers.TARGET,
                any(List.of(Standing.values())),
                past(),
                any(List.of(DeletionPolicy.values())),
                keys,
                last,
                maybe()
                        ? null
                        : new Rotation(
                                "run-1", any(List.of(Trigger.values())), token(), last + random.nextInt(2), past(), 1),
                inHand || maybe() ? null : Ledgers.intent("lost", last + 1, any(DISTANCES)),
                maybe() ? null : Keys.PLACE,
                NOW.minus(any(DISTANCES)).plus(any(DISTANCES)),
                maybe(),
                new Tokens(List.of(), List.of()).withRotate("t1").withExposed("t2"),
                maybe()
                        ? null
                        : new Sink(
                                last,
                                "a0",
                                random.nextInt(3),
                                past(),
                                past(),
                                maybe(),
                                List.of(),
                                List.of(),
                                List.of()),
                failures(),
                Stream.generate(this::past).limit(random.nextInt(12)).toList(),
                random.nextInt(4),
                random.nextInt(5) == 0,
                List.of(new Request(
                        "x", any(List.of(Trigger.values())), past(), random.nextInt(9), maybeAt(), maybeAt())),
                List.of(new Turn(random.nextInt(9), any(List.of(Trigger.values())), past(), past(), maybeAt())));
    }

    private Key key(KeyState state, String id, List<String> attempts) {
        var published = state == KeyState.Current || (state != KeyState.Issued && maybe());
        var replaced = state == KeyState.Previous || state == KeyState.Revoking;
        return new Key(
                any(attempts),
                "SuprSendApiKey",
                maybe() ? Keys.PLACE : new Place("acct-2", "other", "production", "wksp_2"),
                id,
                "name",
                1 + random.nextInt(9),
                state,
                state == KeyState.Current || state == KeyState.Issued || maybe(),
                null,
                past(),
                published ? past() : null,
                replaced ? past() : null,
                maybeAt(),
                state == KeyState.Revoking ? past() : null,
                replaced && !published && maybe(),
                maybe(),
                random.nextInt(2),
                null,
                failures());
    }

    private Failures failures() {
        return switch (random.nextInt(3)) {
            case 0 -> Failures.NONE;
            case 1 -> new Failures(0, null, null, NOW.plus(any(DISTANCES)));
            default ->
                new Failures(random.nextInt(90), any(List.of(Reason.values())), past(), NOW.plus(any(DISTANCES)));
        };
    }

    private SinkView drawSink() {
        return switch (random.nextInt(5)) {
            case 0 -> new SinkView.Absent();
            case 1 -> new SinkView.Consenting();
            case 2 -> new SinkView.Refused(Reason.NotAdoptable, "");
            case 3 -> ledger.current().map(Seen::exactly).orElse(new SinkView.Absent());
            default ->
                new SinkView.Ours(
                        ledger.keys().stream()
                                .filter(Key::withMaterial)
                                .filter(_ -> maybe())
                                .map(Key::attempt)
                                .findFirst(),
                        false,
                        random.nextInt(12),
                        Optional.of("id-a" + random.nextInt(6)).filter(_ -> maybe()));
        };
    }

    private Observation drawObservation() {
        var account = maybe() ? new AccountView.Usable() : new AccountView.Blocked(any(List.of(Reason.values())), "");
        return switch (random.nextInt(8)) {
            case 0 -> new Observation.Suspect("");
            case 1 ->
                new Observation.Deleting(
                        resource, DeletionPolicy.Revoke, Optional.of(ledger).filter(_ -> maybe()), memo());
            case 2 -> new Observation.Unusable(resource, "", Optional.of(ledger).filter(_ -> maybe()), memo());
            case 3 -> new Observation.Unclaimed(resource, demand, account, sink, Limits.DEFAULTS, memo());
            case 4, 5 -> new Observation.Orphaned(ledger, maybe(), maybe(), Limits.DEFAULTS, memo());
            default -> new Observation.Claimed(resource, demand, account, sink, Limits.DEFAULTS, memo(), ledger);
        };
    }

    private Memo memo() {
        var topics = List.of(
                "Begin", "Issue", "Publish", "Condemn", "Compare", "Revoke a0", "Verify a1", "CondemnAll", "Unpublish");
        var paced = new HashMap<String, Memo.Paced>();
        topics.stream()
                .filter(_ -> random.nextInt(6) == 0)
                .forEach(topic ->
                        paced.put(topic, new Memo.Paced(NOW.plus(any(DISTANCES)), any(List.of(Reason.values())), "")));
        return new Memo(
                maybe() ? Set.of() : Set.of("lost"),
                Stream.of("a0", "a1").filter(_ -> maybe()).collect(Collectors.toSet()),
                maybe() ? Set.of() : Set.of("id-a4", "id-a5"),
                Map.copyOf(paced),
                maybe() ? Optional.empty() : Optional.of(past()),
                Seen.FRESH,
                Seen.TURN);
    }

    private Owner owner() {
        return new Owner(
                "SuprSendApiKey",
                "shop",
                any(List.of("checkout", "basket")),
                any(List.of("uid-1", "uid-2")),
                any(List.of("ns-1", "ns-2")));
    }

    private @Nullable String token() {
        return maybe() ? null : any(TOKENS);
    }

    private Instant past() {
        return NOW.minus(any(DISTANCES));
    }

    private @Nullable Instant maybeAt() {
        return random.nextInt(4) == 0 ? past() : null;
    }

    private boolean maybe() {
        return random.nextBoolean();
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
