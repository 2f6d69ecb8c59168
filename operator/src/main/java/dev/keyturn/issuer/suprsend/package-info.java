/** SuprSend as an outside system: API keys of a workspace issued, probed, listed and revoked over its two hosts. */
@NullMarked
package dev.keyturn.issuer.suprsend;

import org.jspecify.annotations.NullMarked;
