package dev.keyturn.plan;

import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is seen in a row. Without a word more: the keyring's own resource without tokens, every 180 days with an overlap of 24 h, a
 * usable account, a Secret that holds exactly the current value, compared a minute ago.
 */
final class Seen {

    static final String FRESH = "fresh";
    static final String TURN = "turn";
    private static final Guide GUIDE = new Guide("ask support", "", List.of("key", "secret"));

    private final @Nullable Ledger ledger;
    private Owner owner = Ledgers.OWNER;
    private @Nullable String rotate;
    private @Nullable String exposed;
    private String workspace = "staging";
    private boolean suspend;
    private boolean restart = true;
    private Duration every = days(180);
    private Duration overlap = hours(24);
    private Map<String, String> data = Map.of("SUPRSEND_API_KEY", "{{apiKey}}");
    private Optional<Demand.TakeOver> takeOver = Optional.empty();
    private Calendar calendar = Calendar.NONE;
    private Turning turning = Turning.OVERLAPPING;
    private AccountView account = new AccountView.Usable();
    private SinkView sink;
    private Limits limits = Limits.DEFAULTS;
    private final Set<String> mine = new HashSet<>();
    private final Set<String> proved = new HashSet<>();
    private final Set<String> dismissed = new HashSet<>();
    private final Map<String, Memo.Paced> paced = new HashMap<>();
    private final Set<String> rejected = new HashSet<>();
    private Instant checkedAt = NOW;
    private Optional<Brake> brake = Optional.empty();
    private Optional<Instant> comparedAt = Optional.of(ago(minutes(1)));

    private Seen(@Nullable Ledger ledger) {
        this.ledger = ledger;
        sink = Optional.ofNullable(ledger)
                .flatMap(Ledger::current)
                .map(SinkViews::exactly)
                .orElse(new SinkView.Absent());
    }

    static Seen seen(Ledgers ledger) {
        return new Seen(ledger.done());
    }

    static Seen unclaimed() {
        return new Seen(null);
    }

    Seen owner(Owner value) {
        owner = value;
        return this;
    }

    Seen rotate(String token) {
        rotate = token;
        return this;
    }

    Seen exposed(String token) {
        exposed = token;
        return this;
    }

    Seen workspace(String value) {
        workspace = value;
        return this;
    }

    Seen suspended() {
        suspend = true;
        return this;
    }

    Seen leavingConsumers() {
        restart = false;
        return this;
    }

    Seen every(Duration value) {
        every = value;
        return this;
    }

    /** By cron, and not by age. */
    Seen cron(String text) {
        every = Duration.ZERO;
        calendar = new Calendar(Optional.of(cronOf(text)), calendar.windows());
        return this;
    }

    Seen window(Window.Kind kind, String schedule, Duration duration) {
        var all = Stream.concat(
                calendar.windows().all().stream(), Stream.of(new Window(kind, cronOf(schedule), duration)));
        calendar = new Calendar(calendar.cron(), new Windows(all.toList()));
        return this;
    }

    private static Cron cronOf(String text) {
        return Cron.parse(text, ZoneOffset.UTC, new ArrayList<>()).orElseThrow();
    }

    Seen overlap(Duration value) {
        overlap = value;
        return this;
    }

    /** It is to begin with the key of this id, which a person made. */
    Seen takingOver(String keyId) {
        takeOver = Optional.of(new Demand.TakeOver(keyId, true));
        return this;
    }

    /** The Secret is to show the value of the key before, too. */
    Seen showing() {
        data = Map.of("SUPRSEND_API_KEY", "{{apiKey}}", "OLD_KEY", "{{previous.apiKey}}");
        return this;
    }

    /** People bring its values, and this is what lies where they are handed in. */
    Seen byHand(DeliveryView delivery) {
        turning = new Turning(Strategy.HAND_OFF, GUIDE, delivery, Optional.of("jane"), false);
        return this;
    }

    /** The same; the account takes its service token from the Secret. */
    Seen feeding() {
        turning = new Turning(Strategy.HAND_OFF, GUIDE, new DeliveryView.Unseen(), Optional.of("jane"), true);
        return this;
    }

    /** It is about the value of a record, and so it is turned. */
    Seen ofRecord(Way value) {
        turning = Turning.ofRecord(Optional.of(value), GUIDE, new DeliveryView.Empty(), Optional.of("jane"));
        return this;
    }

    /** It is about the value of a record, and nobody knows yet how that is turned. */
    Seen ofRecord() {
        turning = Turning.ofRecord(Optional.empty(), GUIDE, new DeliveryView.Empty(), Optional.of("jane"));
        return this;
    }

    Seen account(Reason blocked) {
        account = new AccountView.Blocked(blocked, "why");
        return this;
    }

    Seen secret(SinkView value) {
        sink = value;
        return this;
    }

    Seen secretRefused() {
        return secret(new SinkView.Refused(Reason.NotAdoptable, "no consent"));
    }

    Seen limits(Limits value) {
        limits = value;
        return this;
    }

    Seen mine(String attempt) {
        mine.add(attempt);
        return this;
    }

    Seen proved(String attempt) {
        proved.add(attempt);
        return this;
    }

    Seen checked(Duration before) {
        checkedAt = ago(before);
        return this;
    }

    Seen rejected(String attempt) {
        rejected.add(attempt);
        return this;
    }

    Seen held(Brake by) {
        brake = Optional.of(by);
        return this;
    }

    Seen dismissed(String id) {
        dismissed.add(id);
        return this;
    }

    Seen paced(String topic, Duration until, Reason reason) {
        paced.put(topic, new Memo.Paced(NOW.plus(until), reason, "in the way"));
        return this;
    }

    Seen compared(Duration before) {
        comparedAt = Optional.of(ago(before));
        return this;
    }

    Seen neverCompared() {
        comparedAt = Optional.empty();
        return this;
    }

    Resource resource() {
        return new Resource(owner, rotate, exposed);
    }

    Demand demand() {
        return new Demand(
                new Demand.AccountRef("ClusterSuprSendAccount", "default"),
                workspace,
                suspend,
                Optional.of(every).filter(Duration::isPositive).map(interval -> new Demand.Every(interval, "180d")),
                overlap,
                minutes(5),
                Ledgers.TARGET,
                data,
                Map.of(),
                Map.of(),
                DeletionPolicy.Revoke,
                Optional.empty(),
                turning.ofRecord(),
                Optional.empty(),
                takeOver,
                calendar,
                restart);
    }

    Memo memo() {
        return new Memo(mine, proved, dismissed, paced, comparedAt, checkedAt, rejected, brake, FRESH, TURN);
    }

    Ledger ledger() {
        if (ledger == null) {
            throw new IllegalStateException("nothing is claimed in this row");
        }
        return ledger;
    }

    Observation observation() {
        return ledger == null
                ? new Observation.Unclaimed(resource(), demand(), account, sink, limits, memo(), turning)
                : new Observation.Claimed(resource(), demand(), account, sink, limits, memo(), ledger, turning);
    }

    Observation deleting(DeletionPolicy policy) {
        return new Observation.Deleting(resource(), policy, Optional.ofNullable(ledger), memo());
    }

    Observation unusable() {
        return new Observation.Unusable(resource(), "every and cron", Optional.ofNullable(ledger), memo());
    }

    Observation orphaned(boolean ownerGone, boolean releaseAsked) {
        return new Observation.Orphaned(ledger(), ownerGone, releaseAsked, limits, memo());
    }

    Step next() {
        return Planner.next(observation(), NOW);
    }

    /** The ledger after a step of the resource. */
    Ledger after(Step step, Outcome outcome) {
        return Recorder.after(ledger(), resource(), demand(), sink, limits, step, outcome, NOW);
    }
}
