package dev.keyturn.main;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps libraries from printing what they carry, whatever logging is set up to: at the level trace the client of the API server prints
 * Secrets and the framework whole resources, and the JDK has switches by which it prints headers and what TLS has decrypted. Of a login helper
 * that a kubeconfig names, the client prints the answer that it cannot read, in a stack at the level warn.
 */
final class Discretion {

    private static final String OWN = "dev.keyturn";
    private static final String LOGIN = "io.fabric8.kubernetes.client.internal.KubeConfigUtils";

    private static final List<String> SWITCHES = List.of(
            "jdk.httpclient.HttpClient.log",
            "jdk.internal.httpclient.debug",
            "jdk.internal.httpclient.hpack.debug",
            "jdk.internal.httpclient.websocket.debug",
            "javax.net.debug");

    private Discretion() {}

    /** To be called before the first connection: the JDK reads its switches once. */
    static void keep() {
        SWITCHES.forEach(System::clearProperty);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.addTurboFilter(new NothingCarried());
        }
    }

    private static final class NothingCarried extends TurboFilter {
        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] arguments,
                @Nullable Throwable failure) {
            if (failure != null && logger.getName().equals(LOGIN)) {
                return FilterReply.DENY;
            }
            return level.isGreaterOrEqual(Level.DEBUG) || logger.getName().startsWith(OWN)
                    ? FilterReply.NEUTRAL
                    : FilterReply.DENY;
        }
    }
}
