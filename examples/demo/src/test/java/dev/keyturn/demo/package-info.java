/** The demo as a test: what it shows to people holds. */
@NullMarked
package dev.keyturn.demo;

import org.jspecify.annotations.NullMarked;
