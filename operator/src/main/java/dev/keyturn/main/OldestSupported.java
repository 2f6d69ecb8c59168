package dev.keyturn.main;

import java.util.regex.Pattern;

/** The oldest Kubernetes whose API server checks the rules of the custom resources as they are meant. */
final class OldestSupported {

    private static final int MAJOR = 1;

    /** CEL rules of custom resources are stable since 1.29, and the library functions that ours use since 1.30. */
    private static final int MINOR = 30;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    private OldestSupported() {}

    /** Whether a version, as {@code /version} gives its parts ({@code 1} and {@code 27+}), is too old; what is no number is not. */
    static boolean isOlder(String major, String minor) {
        var majorNumber = number(major);
        return majorNumber < MAJOR || (majorNumber == MAJOR && number(minor) < MINOR);
    }

    private static int number(String text) {
        var found = NUMBER.matcher(text);
        return found.lookingAt() ? Integer.parseInt(found.group()) : Integer.MAX_VALUE;
    }

    static String refusal(String major, String minor) {
        return "the API server is Kubernetes " + major + "." + minor + ", and Keyturn needs " + MAJOR + "." + MINOR
                + " or later; upgrade the cluster";
    }
}
