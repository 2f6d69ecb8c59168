package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The turns on schedule that lie ahead, by the rules that turn keys: for a person who asks before. */
public final class Forecast {

    private static final Place ANYWHERE = new Place("", "", "", "");

    private Forecast() {}

    /** The next turns of a credential, the first one as its ledger has it and each other as if the one before had come in time. */
    public static List<Schedule.Due> turns(Ledger ledger, Demand demand, Instant now, int many) {
        return ledger.current()
                .map(current -> turns(ledger, current, demand, now, many))
                .orElse(List.of());
    }

    /** The same of one whose first key is published now. */
    public static List<Schedule.Due> turnsOfNew(Resource resource, Demand demand, Instant now, int many) {
        var ledger = Ledger.begin(resource, demand, now);
        return turns(ledger, published(resource.owner().kind(), now, null), demand, now, many);
    }

    /**
     * What would be done about one that is applied now, where its account is ready and no Secret is in its way; the one that it is to begin with is
     * there, and consents.
     */
    public static Step first(Resource resource, Demand demand, Limits limits, Instant now) {
        Turning turning = Turning.OVERLAPPING;
        if (demand.defaultPair()) {
            turning = Turning.ofRecord(demand.pinned(), Guide.NONE, new DeliveryView.Unseen(), Optional.empty());
        } else if (demand.ofAccount()) {
            turning = new Turning(Strategy.HAND_OFF, Guide.NONE, new DeliveryView.Unseen(), Optional.empty(), false);
        }
        var memo = new Memo(
                Set.of(), Set.of(), Set.of(), Map.of(), Optional.empty(), now, Set.of(), Optional.empty(), "", "");
        return Planner.next(
                new Observation.Unclaimed(
                        resource,
                        demand,
                        new AccountView.Usable(),
                        demand.takeOver().isPresent() ? new SinkView.Consenting() : new SinkView.Absent(),
                        limits,
                        memo,
                        turning),
                now);
    }

    private static List<Schedule.Due> turns(Ledger ledger, Key current, Demand demand, Instant now, int many) {
        var turns = new ArrayList<Schedule.Due>();
        var key = current;
        var at = now;
        Optional<Schedule.Due> next = Schedule.due(ledger, key, demand, at);
        while (next.isPresent() && turns.size() < many) {
            turns.add(next.get());
            at = next.get().at().isAfter(at) ? next.get().at() : at;
            // When a key that is not made yet will end by itself nobody knows: it counts as the last one did.
            key = published(key.kind(), at, lifeOf(key, at));
            next = Schedule.due(ledger, key, demand, at);
        }
        return List.copyOf(turns);
    }

    private static @Nullable Instant lifeOf(Key key, Instant from) {
        var end = key.expiresAt();
        return end == null ? null : from.plus(Duration.between(key.issuedAt(), end));
    }

    private static Key published(String kind, Instant at, @Nullable Instant expiresAt) {
        return Key.made("forecast", kind, ANYWHERE, "", "", 1, true, null, at, expiresAt)
                .edit()
                .published(at)
                .done();
    }
}
