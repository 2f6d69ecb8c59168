package dev.keyturn.plan.world;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keys as they really are; a key's id is its value, too. */
final class Provider {

    /** A key that was made once. */
    record Made(String id, String name, boolean alive, Instant acceptedFrom) {}

    private final Map<String, Made> made = new LinkedHashMap<>();
    private final Set<String> accepted = new HashSet<>();
    private Duration lateness = Duration.ZERO;

    /** New keys are accepted so long after they were made. */
    void acceptsLate(Duration value) {
        lateness = value;
    }

    String issue(String name, Instant now) {
        var id = "id" + made.size();
        made.put(id, new Made(id, name, true, now.plus(lateness)));
        return id;
    }

    /** Whether it lived until now. */
    boolean revoke(String id) {
        var key = made.get(id);
        if (key == null || !key.alive()) {
            return false;
        }
        made.put(id, new Made(id, key.name(), false, key.acceptedFrom()));
        return true;
    }

    boolean accepts(String value, Instant now) {
        var key = made.get(value);
        var accepts = key != null && key.alive() && !now.isBefore(key.acceptedFrom());
        if (accepts) {
            accepted.add(value);
        }
        return accepts;
    }

    /** Whether any probe was ever told so. */
    boolean wasAccepted(String value) {
        return accepted.contains(value);
    }

    boolean isAlive(String id) {
        var key = made.get(id);
        return key != null && key.alive();
    }

    List<Made> alive() {
        return made.values().stream().filter(Made::alive).toList();
    }

    List<String> aliveIds() {
        return alive().stream().map(Made::id).toList();
    }

    int madeInAll() {
        return made.size();
    }
}
