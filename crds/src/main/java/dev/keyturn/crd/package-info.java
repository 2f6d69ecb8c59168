/**
 * The custom resources as Java types: what a user writes and reads, and the rules that the API server checks.
 *
 * <p>What a resource holds was checked by an API server, or by nobody: every component that a user writes may be null, whatever its
 * schema requires or gives by default.
 */
@NullMarked
package dev.keyturn.crd;

import org.jspecify.annotations.NullMarked;
