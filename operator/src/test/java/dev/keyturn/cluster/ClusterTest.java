package dev.keyturn.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that need a real control plane. All of them in one JVM share one, which the first of them starts; a {@link
 * ControlPlane} or an administrator's {@link io.fabric8.kubernetes.client.KubernetesClient} comes as a parameter of a test, a constructor
 * or a {@code @BeforeEach}/{@code @BeforeAll} method. Where no control plane can be had, such tests are skipped, and fail if {@code CI=true}.
 */
@Inherited
@Tag("cluster")
@ExtendWith(ClusterExtension.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ClusterTest {}
