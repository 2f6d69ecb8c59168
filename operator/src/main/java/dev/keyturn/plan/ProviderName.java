package dev.keyturn.plan;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a key at the provider: {@code kt-<installation>-<keyring>-r<revision>-<attempt>}, 43 characters for a revision of two
 * digits. It proves ownership; nothing else does.
 */
public record ProviderName(String installation, String keyring, int revision, String attempt) {

    private static final Pattern SHAPE =
            Pattern.compile("kt-([a-z0-9]{8})-(kr-[a-z2-7]{16})-r([1-9][0-9]{0,8})-([a-z0-9]{8})");

    /** The parts of a name of this shape; empty for every other name. */
    public static Optional<ProviderName> parse(String name) {
        var matcher = SHAPE.matcher(name);
        return matcher.matches()
                ? Optional.of(new ProviderName(
                        matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3)), matcher.group(4)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "kt-" + installation + "-" + keyring + "-r" + revision + "-" + attempt;
    }
}
