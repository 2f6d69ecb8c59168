/** A world in memory (a provider, a Secret, a keyring, a clock) in which planner and recorder are driven through every accident. */
@NullMarked
package dev.keyturn.plan.world;

import org.jspecify.annotations.NullMarked;
