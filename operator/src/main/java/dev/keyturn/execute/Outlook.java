package dev.keyturn.execute;

import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Step;
import java.util.Optional;

/**
 * What would be done about a credential at this moment.
 *
 * @param ledger of its keyring; empty while it has none
 * @param next a wait or a halt where nothing would
 */
public record Outlook(Optional<Ledger> ledger, Step next) {}
