/** The program: its command line and configuration, and the only place that lists issuers and wires. */
@NullMarked
package dev.keyturn.main;

import org.jspecify.annotations.NullMarked;
