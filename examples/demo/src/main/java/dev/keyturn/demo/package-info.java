/** The whole story of a credential in one process, told as it happens and checked against the provider. */
@NullMarked
package dev.keyturn.demo;

import org.jspecify.annotations.NullMarked;
