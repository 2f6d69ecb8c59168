/** What Keyturn gives to Argo CD and Flux, by their own rules. */
@NullMarked
package dev.keyturn.gitops;

import org.jspecify.annotations.NullMarked;
