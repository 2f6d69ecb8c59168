/** Tests of SuprSend's API keys, against the simulator and bare servers. */
@NullMarked
package dev.keyturn.issuer.suprsend;

import org.jspecify.annotations.NullMarked;
