package dev.keyturn.execute;

import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Way;
import dev.keyturn.port.Accounts.Account;
import dev.keyturn.port.Answer;
import dev.keyturn.port.InPlace;
import dev.keyturn.port.InPlace.Reach;
import dev.keyturn.port.Issuer.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How records are turned that turn in place: as the resource pins it, or as the deployment of its account was found to be. That it knows less
 * than all is believed for ten minutes, since deployments are upgraded; that it knows all, until an answer says otherwise.
 */
final class Ways {

    private static final Duration BELIEVED_FOR = Duration.ofMinutes(10);

    private record Place(String endpoint, String account, String workspace) {
        static Place of(Account account, Demand demand) {
            return new Place(account.endpoint(), account.uid(), demand.workspace());
        }
    }

    private record Found(Way way, Instant until) {}

    private final Map<Place, Found> found = new ConcurrentHashMap<>();

    /** What is pinned, or was found out last, however long ago. */
    Optional<Way> known(Optional<Account> account, Demand demand) {
        return demand.pinned()
                .or(() -> account.flatMap(known -> Optional.ofNullable(found.get(Place.of(known, demand))))
                        .map(Found::way));
    }

    /** What is pinned, or is believed; else the deployment is asked. */
    Answer<Way> find(InPlace inPlace, Access access, Account account, Demand demand, Instant now) {
        var pinned = demand.pinned();
        if (pinned.isPresent()) {
            return new Answer.Ok<>(pinned.get());
        }
        var place = Place.of(account, demand);
        var believed = found.get(place);
        if (believed != null && (believed.way() == Way.Api || now.isBefore(believed.until()))) {
            return new Answer.Ok<>(believed.way());
        }
        var asked = inPlace.reach(access, demand.workspace()).map(Ways::of);
        if (asked instanceof Answer.Ok<Way>(var way)) {
            found.put(place, new Found(way, now.plus(BELIEVED_FOR)));
        }
        return asked;
    }

    /** An answer says otherwise: it is asked for again before anything is believed. */
    void doubt(Account account, Demand demand) {
        found.remove(Place.of(account, demand));
    }

    private static Way of(Reach reach) {
        return switch (reach) {
            case TURN -> Way.Api;
            case READ -> Way.Bridge;
            case NONE -> Way.Delivery;
        };
    }
}
