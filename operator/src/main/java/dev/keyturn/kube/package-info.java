/** Kubernetes behind the ports: keyrings, published Secrets, workloads, accounts and resources over its API. */
@NullMarked
package dev.keyturn.kube;

import org.jspecify.annotations.NullMarked;
