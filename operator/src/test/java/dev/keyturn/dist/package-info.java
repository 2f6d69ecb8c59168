/** The program as it ships: what trains it, what measures it, and the tests of the folder that is left. */
@NullMarked
package dev.keyturn.dist;

import org.jspecify.annotations.NullMarked;
