/** SuprSend as an outside system: API keys, and workspace keys and secrets, issued, probed, listed and revoked over its two hosts. */
@NullMarked
package dev.keyturn.issuer.suprsend;

import org.jspecify.annotations.NullMarked;
