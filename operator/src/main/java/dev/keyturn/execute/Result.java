package dev.keyturn.execute;

import dev.keyturn.plan.AccountView;
import dev.keyturn.plan.Brake;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Turning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a pass came to rest.
 *
 * @param ledger the newest that was seen; empty where there is none
 * @param again when to look again
 * @param rest a wait, a halt, or the permission to let go
 * @param turning what a person has to do with it, too
 * @param brake what holds all that is due, if anything does
 * @param refused whether the provider was just found to refuse what is published, and to list it no more
 * @param changes what this pass wrote, in order
 * @param unfinished it did not come to rest but lets others go first, and goes on in a moment
 */
public record Result(
        Optional<Ledger> ledger,
        Step rest,
        Instant again,
        AccountView account,
        Turning turning,
        Optional<Brake> brake,
        boolean refused,
        List<Change> changes,
        boolean unfinished) {

    /** One write of the ledger, or one failed attempt at a step. */
    public record Change(Optional<Ledger> before, Ledger after, Step step) {}
}
