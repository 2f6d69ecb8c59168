/** What the program is started with. */
@NullMarked
package dev.keyturn.main;

import org.jspecify.annotations.NullMarked;
