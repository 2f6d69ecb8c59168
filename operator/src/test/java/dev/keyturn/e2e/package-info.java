/** The whole operator against the simulator and a real control plane. */
@NullMarked
package dev.keyturn.e2e;

import org.jspecify.annotations.NullMarked;
