package dev.keyturn.main;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.keyturn.main.Options.Logging;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Hands the settings of the log to {@code conf/logback.xml}, which reads them as properties: at a word that logback does not know it logs
 * everything, or nothing.
 */
final class LogSettings {

    private LogSettings() {}

    /** What the environment says before anything logs; what it says wrongly, {@code run} tells among all else that is wrong. */
    static Logging early(Map<String, String> environment) {
        return new Logging(word(Catalogue.LOG_FORMAT, environment), word(Catalogue.LOG_LEVEL, environment));
    }

    private static String word(Setting<String> setting, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(setting.variable()))
                .flatMap(setting.form()::parse)
                .orElseGet(setting::standardValue);
    }

    /** To be called before logback is. */
    static void hand(Logging logging) {
        System.setProperty(Catalogue.LOG_FORMAT.variable(), logging.format());
        System.setProperty(Catalogue.LOG_LEVEL.variable(), logging.level());
    }

    /** Of a command that answers a question, the answer is what is printed; what failed is said besides. */
    static void quiet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.ERROR);
        }
    }

    /** From now on it is logged as the configuration says, whatever the environment said. */
    static void apply(Logging logging) {
        if (logging.format().equals(System.getProperty(Catalogue.LOG_FORMAT.variable()))
                && logging.level().equals(System.getProperty(Catalogue.LOG_LEVEL.variable()))) {
            return;
        }
        hand(logging);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset();
            try {
                new ContextInitializer(context).autoConfig();
            } catch (JoranException e) {
                throw new IllegalStateException("the log cannot be set up", e);
            }
            Discretion.keep();
        }
    }
}
