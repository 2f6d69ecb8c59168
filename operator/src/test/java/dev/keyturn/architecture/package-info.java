/** What may see what. */
@NullMarked
package dev.keyturn.architecture;

import org.jspecify.annotations.NullMarked;
