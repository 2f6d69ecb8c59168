/** Performs the steps that the planner asks for, through ports; contains no rule of its own about when a key turns or dies. */
@NullMarked
package dev.keyturn.execute;

import org.jspecify.annotations.NullMarked;
