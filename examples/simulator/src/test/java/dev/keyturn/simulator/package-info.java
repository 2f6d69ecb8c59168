/** The simulator seen from outside, over HTTP. */
@NullMarked
package dev.keyturn.simulator;

import org.jspecify.annotations.NullMarked;
