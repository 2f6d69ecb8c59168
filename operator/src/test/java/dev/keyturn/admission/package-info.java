/** Holds the rules of the custom resources to what the real API server answers. */
@NullMarked
package dev.keyturn.admission;

import org.jspecify.annotations.NullMarked;
