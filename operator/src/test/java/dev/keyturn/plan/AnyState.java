package dev.keyturn.plan;

import static dev.keyturn.plan.Times.NOW;

import java.time.Duration;
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

    private final @Nullable Brake fixed;
    private final Draw draw;
    private final Ledger ledger;
    private final Ledger other;
    private final Resource resource;
    private final Demand demand;
    private final SinkView sink;
    private final Observation observation;
    private final Key found;

    AnyState(Random random) {
        this(random, null);
    }

    /** Any state, under this brake. */
    AnyState(Random random, @Nullable Brake brake) {
        fixed = brake;
        draw = new Draw(random);
        ledger = drawLedger();
        other = drawLedger();
        resource = new Resource(draw.owner(), draw.token(), draw.token());
        var basis = Seen.unclaimed()
                .every(draw.any(List.of(Duration.ofSeconds(1), Duration.ofDays(180))))
                .overlap(draw.any(List.of(Duration.ZERO, Duration.ofDays(1))))
                .workspace(draw.any(List.of("staging", "production")));
        var begun = draw.maybe() ? basis.takingOver("ws_apik_1") : basis;
        var showing = draw.maybe() ? begun.showing() : begun;
        demand = (draw.maybe() ? showing.suspended() : showing).demand();
        sink = drawSink();
        found = draw.key(KeyState.Previous, "found", List.of("a0", "a1", "lost"));
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

    boolean maybe() {
        return draw.maybe();
    }

    Key recognisedKey() {
        return draw.key(KeyState.Issued, "id-recognised", List.of("a0", "lost"));
    }

    Key foundKey() {
        return found;
    }

    /** The same seen again after a step: the Secret as the step left it. */
    Observation with(Ledger after, Step step) {
        var seen = (Observation.Claimed) observation;
        var written = step instanceof Step.Publish || step instanceof Step.TakeOut || step instanceof Step.Recognise
                ? after.current().map(SinkViews::exactly).orElse(seen.sink())
                : seen.sink();
        return new Observation.Claimed(
                resource, demand, seen.account(), written, seen.limits(), seen.memo(), after, seen.turning());
    }

    private Ledger drawLedger() {
        var keys = new ArrayList<Key>();
        var states = Stream.concat(
                        Stream.of(KeyState.Current, KeyState.Issued).filter(_ -> draw.maybe()),
                        IntStream.range(0, draw.below(4))
                                .mapToObj(_ -> draw.any(List.of(KeyState.Previous, KeyState.Revoking))))
                .toList();
        for (var i = 0; i < states.size(); i++) {
            keys.add(draw.key(states.get(i), "id-a" + i, List.of("a" + i)));
        }
        var last = keys.stream()
                        .filter(Key::published)
                        .mapToInt(Key::revision)
                        .max()
                        .orElse(0)
                + draw.below(2);
        var inHand = keys.stream().anyMatch(key -> key.state() == KeyState.Issued);
        var rotation = draw.maybe()
                ? null
                : new Rotation(
                        "run-1",
                        draw.any(List.of(Trigger.values())),
                        draw.token(),
                        last + draw.below(2),
                        draw.past(),
                        1);
        var waiting = !inHand && rotation != null && rotation.revision() > last;
        var handOff = draw.handOff(waiting);
        return new Ledger(
                draw.owner(),
                Ledgers.TARGET,
                draw.any(List.of(Standing.values())),
                draw.past(),
                draw.any(List.of(DeletionPolicy.values())),
                keys,
                last,
                rotation,
                inHand || handOff != null || draw.maybe() ? null : draw.intent(last + 1),
                handOff == null && draw.maybe() ? null : Keys.PLACE,
                NOW.minus(draw.distance()).plus(draw.distance()),
                draw.maybe(),
                new Tokens(List.of(), List.of()).withRotate("t1").withExposed("t2"),
                draw.maybe()
                        ? null
                        : new Sink(
                                last,
                                "a0",
                                draw.below(3),
                                draw.past(),
                                draw.past(),
                                draw.maybe(),
                                List.of(),
                                List.of(),
                                List.of(),
                                draw.maybe() ? null : new Sink.Previous("a1", List.of("OLD_KEY")),
                                draw.maybe()
                                        ? null
                                        : new Replacement(last, draw.below(3), draw.past(), List.of(), List.of())),
                draw.failures(),
                Stream.generate(draw::past).limit(draw.below(12)).toList(),
                draw.below(4),
                draw.below(5) == 0,
                List.of(new Request(
                        "x",
                        draw.any(List.of(Trigger.values())),
                        draw.past(),
                        draw.below(9),
                        draw.maybeAt(),
                        draw.maybeAt())),
                List.of(new Turn(
                        draw.below(9), draw.any(List.of(Trigger.values())), draw.past(), draw.past(), draw.maybeAt())),
                handOff,
                List.of(),
                List.of(),
                draw.maybe() ? null : new Policy("another schedule", draw.past()));
    }

    private SinkView drawSink() {
        return switch (draw.below(5)) {
            case 0 -> new SinkView.Absent();
            case 1 -> new SinkView.Consenting();
            case 2 -> new SinkView.Refused(Reason.NotAdoptable, "");
            case 3 -> ledger.current().map(SinkViews::exactly).orElse(new SinkView.Absent());
            default ->
                new SinkView.Ours(
                        ledger.keys().stream()
                                .filter(Key::withMaterial)
                                .filter(_ -> draw.maybe())
                                .map(Key::attempt)
                                .findFirst(),
                        false,
                        draw.below(12),
                        Optional.of("id-a" + draw.below(6)).filter(_ -> draw.maybe()));
        };
    }

    private Observation drawObservation() {
        var account = draw.maybe()
                ? new AccountView.Usable()
                : new AccountView.Blocked(draw.any(List.of(Reason.values())), "");
        return switch (draw.below(8)) {
            case 0 -> new Observation.Suspect("");
            case 1 ->
                new Observation.Deleting(
                        resource, DeletionPolicy.Revoke, Optional.of(ledger).filter(_ -> draw.maybe()), memo());
            case 2 -> new Observation.Unusable(resource, "", Optional.of(ledger).filter(_ -> draw.maybe()), memo());
            case 3 ->
                new Observation.Unclaimed(resource, demand, account, sink, Limits.DEFAULTS, memo(), draw.turning());
            case 4, 5 -> new Observation.Orphaned(ledger, draw.maybe(), draw.maybe(), Limits.DEFAULTS, memo());
            default ->
                new Observation.Claimed(
                        resource, demand, account, sink, Limits.DEFAULTS, memo(), ledger, draw.turning());
        };
    }

    private Memo memo() {
        var topics = List.of(
                "Begin Schedule",
                "Issue",
                "Publish a0",
                "Condemn a1",
                "Compare",
                "Restart 1.1",
                "Revoke a0",
                "Verify a1",
                "CondemnAll",
                "Unpublish");
        var paced = new HashMap<String, Memo.Paced>();
        topics.stream()
                .filter(_ -> draw.below(6) == 0)
                .forEach(topic -> paced.put(
                        topic, new Memo.Paced(NOW.plus(draw.distance()), draw.any(List.of(Reason.values())), "")));
        return new Memo(
                draw.maybe() ? Set.of() : Set.of("lost"),
                Stream.of("a0", "a1").filter(_ -> draw.maybe()).collect(Collectors.toSet()),
                draw.maybe() ? Set.of() : Set.of("id-a4", "id-a5"),
                Map.copyOf(paced),
                draw.maybe() ? Optional.empty() : Optional.of(draw.past()),
                draw.past(),
                draw.below(6) == 0 ? Set.of("a0") : Set.of(),
                brake(),
                Seen.FRESH,
                Seen.TURN);
    }

    private Optional<Brake> brake() {
        if (fixed != null) {
            return Optional.of(fixed);
        }
        return switch (draw.below(6)) {
            case 0 -> Optional.of(Brake.frozen("frozen"));
            case 1 -> Optional.of(Brake.clockSuspect("clocks"));
            default -> Optional.empty();
        };
    }
}
