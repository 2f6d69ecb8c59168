/** The core as tables, one readable row a case, and as a small world in which everything goes wrong once. */
@NullMarked
package dev.keyturn.plan;

import org.jspecify.annotations.NullMarked;
