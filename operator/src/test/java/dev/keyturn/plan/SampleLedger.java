package dev.keyturn.plan;

import java.time.Instant;
import java.util.stream.Stream;

/** Ledgers for the tests of other packages, which edit none. Without a word more: a living one with nothing in it, which revokes what it lets go of. */
public final class SampleLedger {

    private final Instant since;
    private final Edit edit;

    private SampleLedger(Ledger bare) {
        since = bare.standingSince();
        edit = bare.edit();
    }

    public static SampleLedger of(Owner owner, Target target, Instant since) {
        return new SampleLedger(Ledger.begin(
                new Resource(owner, null, null), SampleDemand.of(target).done(), since));
    }

    /** With these, of which the latest is the last revision. */
    public SampleLedger keys(Key... keys) {
        Stream.of(keys).forEach(key -> edit.add(key).usedRevision(key.revision()));
        return this;
    }

    public SampleLedger standing(Standing standing) {
        edit.standing(standing, since);
        return this;
    }

    public SampleLedger deletionPolicy(DeletionPolicy policy) {
        edit.deletionPolicy(policy);
        return this;
    }

    public SampleLedger place(Place place) {
        edit.place(place);
        return this;
    }

    public SampleLedger sink(Sink sink) {
        edit.sink(sink);
        return this;
    }

    /** A person is asked for the next value. */
    public SampleLedger asking(Rotation run, HandOff handOff) {
        edit.rotation(run).handOff(handOff);
        return this;
    }

    public Ledger done() {
        return edit.done();
    }
}
