/** Parts of what reconciles that need no API server. */
@NullMarked
package dev.keyturn.reconcile;

import org.jspecify.annotations.NullMarked;
