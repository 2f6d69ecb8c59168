package dev.keyturn.plan;

import static dev.keyturn.plan.Times.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parts of states, drawn at random. */
final class Draw {

    private static final List<Duration> DISTANCES = Stream.of(
                    "0s", "5s", "14s", "15s", "2m", "10m", "1h", "25h", "181d")
            .map(text -> DurationText.parse(text).orElseThrow())
            .toList();
    private static final List<String> TOKENS = List.of("t1", "t2", "t3");

    private static final Guide GUIDE = new Guide("make one", "end it", List.of("token"));
    private static final List<String> FINGERPRINTS = List.of("hmac:one", "hmac:two");

    private final Random random;

    Draw(Random random) {
        this.random = random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    Duration distance() {
        return any(DISTANCES);
    }

    Key key(KeyState state, String id, List<String> attempts) {
        var published = state == KeyState.Current || (state != KeyState.Issued && maybe());
        var replaced = state == KeyState.Previous || state == KeyState.Revoking;
        return new Key(
                any(attempts),
                "SuprSendApiKey",
                maybe() ? Keys.PLACE : new Place("acct-2", "other", "production", "wksp_2"),
                id,
                any(List.of("name", "name", Key.BY_HAND, Key.IN_PLACE, Key.IN_PLACE)),
                1 + below(9),
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
                below(2),
                null,
                failures(),
                below(4) == 0 ? NOW.plus(distance()) : null);
    }

    @Nullable
    HandOff handOff(boolean waiting) {
        return maybe()
                ? null
                : new HandOff(
                        past(),
                        below(3),
                        maybe(),
                        maybe() ? null : new HandOff.Unfit(any(FINGERPRINTS), "why", past(), failures(), maybe()),
                        waiting && maybe() ? null : new HandOff.Taken("a0", any(FINGERPRINTS)));
    }

    Turning turning() {
        return switch (below(3)) {
            case 0 -> Turning.OVERLAPPING;
            case 1 -> new Turning(Strategy.HAND_OFF, GUIDE, delivery(), Optional.empty(), maybe());
            default ->
                Turning.ofRecord(
                        any(List.of(
                                Optional.<Way>empty(),
                                Optional.of(Way.Api),
                                Optional.of(Way.Api),
                                Optional.of(Way.Bridge),
                                Optional.of(Way.Delivery))),
                        GUIDE,
                        delivery(),
                        Optional.empty());
        };
    }

    private DeliveryView delivery() {
        return any(List.of(
                new DeliveryView.Unseen(),
                new DeliveryView.Absent(),
                new DeliveryView.Foreign(),
                new DeliveryView.Empty(),
                new DeliveryView.Filled(any(FINGERPRINTS))));
    }

    Intent intent(int revision) {
        var intent = Ledgers.intent("lost", revision, distance());
        return maybe() ? intent : Ledgers.ofRecord(intent);
    }

    Failures failures() {
        return switch (below(3)) {
            case 0 -> Failures.NONE;
            case 1 -> new Failures(0, null, null, NOW.plus(distance()));
            default -> new Failures(below(90), any(List.of(Reason.values())), past(), NOW.plus(distance()));
        };
    }

    @Nullable
    String token() {
        return maybe() ? null : any(TOKENS);
    }

    Instant past() {
        return NOW.minus(distance());
    }

    @Nullable
    Instant maybeAt() {
        return below(4) == 0 ? past() : null;
    }

    boolean maybe() {
        return random.nextBoolean();
    }

    <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    Owner owner() {
        return new Owner(
                "SuprSendApiKey",
                "shop",
                any(List.of("checkout", "basket")),
                any(List.of("uid-1", "uid-2")),
                any(List.of("ns-1", "ns-2")));
    }
}
