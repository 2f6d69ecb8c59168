package dev.keyturn.demo;

import dev.keyturn.demo.Sight.Published;
import dev.keyturn.port.Names;
import dev.keyturn.simulator.CallKind;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key is issued, turns on schedule, and turns at once because it was exposed; each sentence is held against the provider. */
final class Story {

    private static final String TOKEN = "build-log-4711";

    private final World world;
    private final Home home;
    private final Sight sight;
    private final Patience patience;
    private final Timeline timeline;
    private final Claims claims;
    private final Hub hub;
    private final List<Published> published = new ArrayList<>();

    Story(World world, Home home, Sight sight, Patience patience, Timeline timeline, Claims claims, Hub hub) {
        this.world = world;
        this.home = home;
        this.sight = sight;
        this.patience = patience;
        this.timeline = timeline;
        this.claims = claims;
        this.hub = hub;
    }

    void aKeyIsIssued() throws BrokenStoryException, IOException, InterruptedException {
        timeline.act("A key is issued");
        apply("account.yaml");
        apply("key.yaml");
        var first = turn(1);
        claims.check("the key in the Secret works", hub.ask(first.value()) == 200);
        sight.awaitSettled(1);
        table();
    }

    void itTurnsOnSchedule(Workload workload) throws BrokenStoryException, IOException, InterruptedException {
        timeline.act("It turns on schedule, while it is in use");
        patience.until("the workload at work", () -> workload.sent() > Workload.PER_SECOND);
        timeline.tell(
                "in use",
                "a workload reads the Secret and sends a message with it, " + Workload.PER_SECOND + " times a second");
        patch("{\"spec\": {\"rotation\": {\"every\": \"10s\", \"overlap\": \"5s\"}}}");
        timeline.tell("patched", "rotation: {every: 10s, overlap: 5s}   a schedule of months, in seconds");
        var old = published.getLast();
        var fresh = turn(2);
        patch("{\"spec\": {\"rotation\": {\"every\": \"180d\"}}}");
        var oldStillWorks = hub.ask(old.value()) == 200;
        claims.check(
                "through the overlap the hub accepted the old key and the new one",
                oldStillWorks && hub.ask(fresh.value()) == 200);
        timeline.tell("overlap", "for 5 s the hub accepts both; pods that still hold the old one would be waited for");
        sight.awaitRevision(2);
        table();
        dies(old);
        sight.awaitSettled(2);
        timeline.tell("in use", "so far " + workload);
        claims.check("no message of the workload was refused, through a whole turn", workload.refused() == 0);
    }

    void itIsExposed() throws BrokenStoryException, InterruptedException {
        timeline.act("It stood in a build log");
        var old = published.getLast();
        expose(TOKEN);
        timeline.tell("exposed", "kubectl annotate ssak/checkout -n shop keyturn.dev/exposed=" + TOKEN);
        turn(3);
        dies(old);
        var status = sight.awaitSettled(3);
        claims.check(
                "the resource says when the exposed key was proved dead",
                status.requests().stream()
                        .anyMatch(request -> request.token().equals(TOKEN) && request.provedDeadAt() != null));
    }

    void nothingTurnsTwice() throws BrokenStoryException, IOException {
        timeline.act("What was asked for once is done once");
        expose(null);
        expose(TOKEN);
        timeline.tell("restored", "the same annotation, taken away and set again, as a Git revert would");
        world.stopOperator();
        world.startOperator();
        timeline.tell("restarted", "the operator, which remembers nothing but what its keyring says");
        sight.awaitQuiet();
        claims.check("neither an old annotation nor a restart turned the key again", sight.made() == published.size());
        timeline.tell("quiet", "no new key, and none revoked");
        table();
    }

    void everyKeyIsAccountedFor() throws InterruptedException {
        claims.check(
                published.size() + " keys were made, and one is alive: the one in the Secret",
                sight.made() == published.size()
                        && sight.living()
                                .toList()
                                .equals(List.of(published.getLast().id()))
                        && sight.value()
                                .filter(published.getLast().value()::equals)
                                .isPresent());
        var refused = true;
        for (var old : published.subList(0, published.size() - 1)) {
            refused &= hub.ask(old.value()) == 401;
        }
        claims.check("every key before it is refused by the hub", refused);
        claims.check(
                "the provider saw nothing that a careful client would not have sent",
                world.provider.suspicions().isEmpty());
    }

    /** The messages that the provider took are those of the workload: a probe reaches nobody. */
    void nobodyWasBothered(Workload workload) {
        claims.check("the operator sent no message to anybody", world.provider.count(CallKind.SEND) == workload.sent());
    }

    /**
     * Looks for every value that was ever published where none may be.
     *
     * @param log the operator's
     */
    void noValueIsSaid(String log) throws IOException {
        var events = world.cluster.client().v1().events().inAnyNamespace().list();
        var said = log + json(sight.credential().require()) + json(events);
        claims.check(
                "no value of a key is in the operator's log, the resource or an event",
                !log.isEmpty() && published.stream().map(Published::value).noneMatch(said::contains));
    }

    private void apply(String file) throws IOException {
        var applied = world.cluster.apply(home.quickstart().resolve(file));
        timeline.tell(
                "applied",
                "examples/quickstart/%-14s %s %s"
                        .formatted(
                                file, applied.getKind(), applied.getMetadata().getName()));
    }

    /** From a key's birth to the moment that it stands in the Secret. */
    private Published turn(int revision) throws BrokenStoryException {
        var key = sight.awaitIssued(revision);
        timeline.tell("issued", key.id() + "   " + key.name());
        var provedFirst = sight.awaitProved(key.id(), World.PROOFS);
        timeline.tell("proved", "the hub accepted it " + World.PROOFS + " times");
        claims.check(
                "revision " + revision + " was accepted by the hub " + World.PROOFS
                        + " times before it stood in the Secret",
                provedFirst);
        var now = sight.awaitPublished(key.id());
        timeline.tell("published", "Secret shop/checkout   " + now);
        published.add(now);
        return now;
    }

    private void dies(Published old) throws BrokenStoryException, InterruptedException {
        sight.awaitRevoked(old.id());
        timeline.tell("revoked", old.id() + "   revision " + old.revision());
        sight.awaitProvedDead(old.id());
        var times = sight.refused(old.id());
        timeline.tell(
                "refused",
                "asked " + times + " times with the old key, the hub answers " + hub.ask(old.value()) + ": it is dead");
        claims.check(
                "revision " + old.revision() + " was refused by the hub " + World.PROOFS
                        + " times before it was called dead",
                times >= World.PROOFS);
    }

    private void table() throws IOException {
        timeline.show(home.table().text(json(sight.credential().require()), Instant.now()));
    }

    private String json(Object resource) {
        return world.cluster.client().getKubernetesSerialization().asJson(resource);
    }

    private void expose(@Nullable String token) {
        patch("{\"metadata\": {\"annotations\": {\"" + Names.EXPOSED + "\": "
                + (token == null ? "null" : "\"" + token + "\"") + "}}}");
    }

    private void patch(String merge) {
        sight.credential().patch(PatchContext.of(PatchType.JSON_MERGE), merge);
    }
}
