package dev.keyturn.helm;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that need the real helm or promtool, which come as parameters of the types {@link Helm} and {@link Promtool}. Where they cannot be
 * built, such tests are skipped, and fail if {@code CI=true}.
 */
@Inherited
@Tag("cluster")
@ExtendWith(HelmExtension.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface HelmTest {}
