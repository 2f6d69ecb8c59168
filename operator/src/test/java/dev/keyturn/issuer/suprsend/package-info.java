/** Tests of SuprSend's keys, pairs and tokens, against the simulator and bare servers. */
@NullMarked
package dev.keyturn.issuer.suprsend;

import org.jspecify.annotations.NullMarked;
