/** Parts of the executor that decide by what they are given. */
@NullMarked
package dev.keyturn.execute;

import org.jspecify.annotations.NullMarked;
