/** What users read of a credential: status and events as pure projections of its keyring. */
@NullMarked
package dev.keyturn.project;

import org.jspecify.annotations.NullMarked;
