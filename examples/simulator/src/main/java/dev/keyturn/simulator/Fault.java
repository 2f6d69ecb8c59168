package dev.keyturn.simulator;

import java.time.Duration;
import java.util.Optional;

/**
 * One thing that goes wrong with a call: how often its effect happens, how late that is felt, and what the caller sees.
 * Delays and pauses run on real time, since what they try is the caller's patience; lateness runs on the simulator's clock.
 *
 * @param name for records, as people write it
 * @param delay before anything happens
 * @param effect how often what was asked is done
 * @param hubLate until when after the effect the hub acts as before: refuses the new key, accepts the deleted one
 * @param listsLate until when after the effect lists show what they did before; on a list, how far it lags
 */
public record Fault(String name, Duration delay, Effect effect, Duration hubLate, Duration listsLate, Reply reply) {

    /** Stands in every made-up body, for tests that foreign text goes nowhere. */
    public static final String FOREIGN_TEXT = "foreign-text-of-a-faulty-answer";

    private static final Duration TRICKLE = Duration.ofMillis(20);

    /** How often what was asked is done. */
    public enum Effect {
        NONE,
        ONCE,
        /** As by a proxy that tries again: done twice, the second answer given. */
        TWICE
    }

    /** @throws IllegalArgumentException if nothing is to be done but what the caller sees needs an answer of the provider */
    public Fault {
        if (effect == Effect.NONE && !reply.standsAlone()) {
            throw new IllegalArgumentException(name + " cannot be answered without an effect");
        }
    }

    /** Refused with {@code status} (400 to 599); nothing is done. */
    public static Fault status(int status) {
        return of("status-" + status, Effect.NONE, new Reply.Status(status, Optional.empty()));
    }

    /** Refused with {@code status} and Retry-After in whole seconds; nothing is done. */
    public static Fault status(int status, Duration retryAfter) {
        return status(status, Long.toString(retryAfter.toSeconds()));
    }

    /** Refused with {@code status} and this Retry-After as it stands: a date, or nonsense; nothing is done. */
    public static Fault status(int status, String retryAfter) {
        return of("status-" + status, Effect.NONE, new Reply.Status(status, Optional.of(retryAfter)));
    }

    /** Done, and answered with {@code status} as if it had failed. */
    public static Fault statusAfterEffect(int status) {
        return of("status-" + status + "-after-effect", Effect.ONCE, new Reply.Status(status, Optional.empty()));
    }

    /** Done and answered as it should be, but so much later. */
    public static Fault delay(Duration delay) {
        return of("delay", Effect.ONCE, new Reply.Faithful()).delayed(delay);
    }

    /** Not done. The JDK's HTTP client repeats a dropped GET once by itself: only two drops in a row reach its user. */
    public static Fault dropBefore() {
        return of("drop-before", Effect.NONE, new Reply.Drop());
    }

    /** Done, and not answered. What is said of {@link #dropBefore()} and GET holds here too. */
    public static Fault dropAfter() {
        return of("drop-after", Effect.ONCE, new Reply.Drop());
    }

    /** Done, and the connection closes in the middle of the answer. */
    public static Fault dropMidway() {
        return of("drop-midway", Effect.ONCE, new Reply.DropMidway());
    }

    public static Fault twice() {
        return of("twice", Effect.TWICE, new Reply.Faithful());
    }

    /** The key that is created is refused by the hub for so long; of a secret that is replaced the old one is taken, and the new one refused. */
    public static Fault acceptedLate(Duration late) {
        return of("accepted-late", Effect.ONCE, new Reply.Faithful()).feltByHubAfter(late);
    }

    /** The key that is deleted is accepted by the hub for so long; of a secret that is replaced the same as {@link #acceptedLate}. */
    public static Fault deadLate(Duration late) {
        return of("dead-late", Effect.ONCE, new Reply.Faithful()).feltByHubAfter(late);
    }

    /** On a create or delete: lists do not show it for so long. On a list or a read: it shows what was so long ago. */
    public static Fault listsLate(Duration late) {
        return of("lists-late", Effect.ONCE, new Reply.Faithful()).shownInListsAfter(late);
    }

    /** A page for people with 200; nothing is done. */
    public static Fault html() {
        return of("html", Effect.NONE, new Reply.Html());
    }

    /** Done, and answered with JSON of another shape. */
    public static Fault wrongShape() {
        return of("wrong-shape", Effect.ONCE, new Reply.WrongShape());
    }

    /** Done, and answered with JSON that breaks off. */
    public static Fault truncated() {
        return of("truncated", Effect.ONCE, new Reply.Truncated());
    }

    /** Sent to another host with 302; nothing is done. */
    public static Fault redirect() {
        return of("redirect", Effect.NONE, new Reply.Redirect());
    }

    /** Done, and answered without an end, a byte at a time. */
    public static Fault endlessBody() {
        return of("endless-body", Effect.ONCE, new Reply.Endless(TRICKLE));
    }

    /** Done, and answered without an end, as fast as the caller reads. */
    public static Fault flood() {
        return of("flood", Effect.ONCE, new Reply.Endless(Duration.ZERO));
    }

    /** Done; headers at once, the body so much later. */
    public static Fault slowBody(Duration pause) {
        return of("slow-body", Effect.ONCE, new Reply.Slow(pause));
    }

    public Fault delayed(Duration longer) {
        return new Fault(name, longer, effect, hubLate, listsLate, reply);
    }

    public Fault withEffect(Effect wanted) {
        return new Fault(name, delay, wanted, hubLate, listsLate, reply);
    }

    public Fault feltByHubAfter(Duration late) {
        return new Fault(name, delay, effect, late, listsLate, reply);
    }

    public Fault shownInListsAfter(Duration late) {
        return new Fault(name, delay, effect, hubLate, late, reply);
    }

    Lateness lateness() {
        return new Lateness(hubLate, listsLate);
    }

    private static Fault of(String name, Effect effect, Reply reply) {
        return new Fault(name, Duration.ZERO, effect, Duration.ZERO, Duration.ZERO, reply);
    }
}
