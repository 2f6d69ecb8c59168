/** The contracts between the core and the outside: the keyring's store, the published Secret, workloads, accounts and issuers. */
@NullMarked
package dev.keyturn.port;

import org.jspecify.annotations.NullMarked;
