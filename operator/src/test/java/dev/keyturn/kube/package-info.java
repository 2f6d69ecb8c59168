/** The adapters against two API servers: fabric8's embedded one, and a real one for what only that has. */
@NullMarked
package dev.keyturn.kube;

import org.jspecify.annotations.NullMarked;
