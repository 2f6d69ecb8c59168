package dev.keyturn.plan;

import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keys for rows: what a row says nothing of is as it would be in a rotation without accident. The attempt of revision 7 is {@code r7}. */
final class Keys {

    static final Place PLACE = new Place("acct-1", "cloud", "staging", "wksp_1");

    private final int revision;
    private final KeyState state;
    private String attempt;
    private String kind = "SuprSendApiKey";
    private Place place = PLACE;
    private String id = "";
    private boolean withMaterial = true;
    private String name = "";
    private Instant issuedAt;
    private @Nullable Instant expiresAt;
    private @Nullable Instant readBackAt;
    private @Nullable Instant replacedAt;
    private @Nullable Instant exposedAt;
    private @Nullable Instant condemnedAt;
    private boolean setAside;
    private boolean listed;
    private int absences;
    private @Nullable String waitingFor;
    private Failures death = Failures.NONE;

    private Keys(int revision, KeyState state, Duration age) {
        this.revision = revision;
        this.state = state;
        attempt = "r" + revision;
        issuedAt = ago(age);
    }

    /** Issued a minute ago. */
    static Keys issued(int revision) {
        return new Keys(revision, KeyState.Issued, minutes(1));
    }

    /** Published an hour ago. */
    static Keys current(int revision) {
        var key = new Keys(revision, KeyState.Current, hours(1));
        key.readBackAt = ago(hours(1));
        return key;
    }

    /** Published ten days ago, replaced an hour ago. */
    static Keys previous(int revision) {
        var key = new Keys(revision, KeyState.Previous, days(10));
        key.readBackAt = ago(days(10));
        key.replacedAt = ago(hours(1));
        return key;
    }

    /** Refused by the provider ten minutes ago, when it was new. */
    static Keys setAside(int revision) {
        var key = new Keys(revision, KeyState.Previous, minutes(12));
        key.replacedAt = ago(minutes(10));
        key.setAside = true;
        return key;
    }

    /** Found by a comparison an hour ago; its value is not known. */
    static Keys takenUp(int revision) {
        var key = new Keys(revision, KeyState.Previous, days(1));
        key.attempt = "lost" + revision;
        key.replacedAt = ago(hours(1));
        key.withMaterial = false;
        key.listed = true;
        return key;
    }

    /** Condemned ten seconds ago. */
    static Keys revoking(int revision) {
        var key = previous(revision).done();
        var revoking = new Keys(revision, KeyState.Revoking, days(10));
        revoking.readBackAt = key.readBackAt();
        revoking.replacedAt = key.replacedAt();
        revoking.condemnedAt = ago(seconds(10));
        return revoking;
    }

    Keys attempt(String value) {
        attempt = value;
        return this;
    }

    Keys kind(String value) {
        kind = value;
        return this;
    }

    Keys at(Place value) {
        place = value;
        return this;
    }

    /** A person brought it. */
    Keys byHand() {
        name = Key.BY_HAND;
        return this;
    }

    Keys expires(Duration after) {
        expiresAt = NOW.plus(after);
        return this;
    }

    /** The credential began with it. */
    Keys takenOver() {
        name = Key.TAKEN_OVER;
        return this;
    }

    /** The same, to be left alive. */
    Keys takenOverToStay() {
        name = Key.TO_STAY;
        return this;
    }

    /** The value of a record that stays. */
    Keys inPlace() {
        name = Key.IN_PLACE;
        return this;
    }

    Keys id(String value) {
        id = value;
        return this;
    }

    Keys withoutMaterial() {
        withMaterial = false;
        return this;
    }

    Keys issued(Duration before) {
        issuedAt = ago(before);
        return this;
    }

    Keys published(Duration before) {
        readBackAt = ago(before);
        return this;
    }

    Keys replaced(Duration before) {
        replacedAt = ago(before);
        return this;
    }

    Keys neverPublished() {
        readBackAt = null;
        return withoutReplacement();
    }

    Keys withoutReplacement() {
        replacedAt = null;
        return this;
    }

    Keys asSetAside() {
        setAside = true;
        return neverPublished();
    }

    Keys notSetAside() {
        setAside = false;
        return this;
    }

    Keys exposed(Duration before) {
        exposedAt = ago(before);
        return this;
    }

    Keys exposed() {
        return exposed(minutes(1));
    }

    Keys condemned(Duration before) {
        condemnedAt = ago(before);
        return this;
    }

    Keys listed(int absentSince) {
        listed = true;
        absences = absentSince;
        return this;
    }

    Keys waitingFor(String holder) {
        waitingFor = holder;
        return this;
    }

    Keys death(Failures failures) {
        death = failures;
        return this;
    }

    Keys dyingAgainIn(Duration after) {
        return death(new Failures(3, Reason.RevocationUnproved, ago(seconds(1)), NOW.plus(after)));
    }

    Key done() {
        return new Key(
                attempt,
                kind,
                place,
                id.isEmpty() ? "id-" + attempt : id,
                name.isEmpty() ? "kt-inst0001-kr-aaaaaaaaaaaaaaaa-r" + revision + "-" + attempt : name,
                revision,
                state,
                withMaterial,
                withMaterial ? "hmac:" + attempt : null,
                issuedAt,
                readBackAt,
                replacedAt,
                exposedAt,
                condemnedAt,
                setAside,
                listed,
                absences,
                waitingFor,
                death,
                expiresAt);
    }
}
