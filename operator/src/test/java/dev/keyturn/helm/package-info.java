/** The Helm chart, by the real helm and on a real control plane; and the operator as a Deployment of the chart says it. */
@NullMarked
package dev.keyturn.helm;

import org.jspecify.annotations.NullMarked;
