/** The pure core: what is known of a credential, what is to be done next, and what the ledger says afterwards. No clock, no I/O, no randomness. */
@NullMarked
package dev.keyturn.plan;

import org.jspecify.annotations.NullMarked;
