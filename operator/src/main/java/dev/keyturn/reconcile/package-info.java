/** The framework's side: reads a resource, has its keyring driven, writes status and events, and reschedules. Contains no rule. */
@NullMarked
package dev.keyturn.reconcile;

import org.jspecify.annotations.NullMarked;
