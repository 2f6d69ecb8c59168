/** Writes the definitions, and holds the committed ones to the classes. */
@NullMarked
package dev.keyturn.crd;

import org.jspecify.annotations.NullMarked;
