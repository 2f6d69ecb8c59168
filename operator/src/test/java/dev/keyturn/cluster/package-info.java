/** Gives tests a real Kubernetes control plane, the one of {@code .ci/cluster}. */
@NullMarked
package dev.keyturn.cluster;

import org.jspecify.annotations.NullMarked;
