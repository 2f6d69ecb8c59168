package dev.keyturn.plan;

import java.util.Map;

/**
 * What owns pods and may be restarted for them.
 *
 * @param version what a write is compared with
 * @param marks what its pod template says of restarts, by the keyring that they were for
 * @param annotations those of Reloader, on itself and on its pod template
 * @param why of a standing that is not {@code FREE}, to be read after its name
 */
public record Workload(
        String kind,
        String name,
        String version,
        Map<String, String> marks,
        Map<String, String> annotations,
        Standing standing,
        String why) {

    private static final int LONGEST_NAME = 63;

    /** Whether a change of the pod template would replace its pods. */
    public enum Standing {
        FREE,
        /** The pods are being replaced already, or go. */
        LEAVING,
        /** It would not, for now or ever. */
        STUCK,
        /** Keyturn may not change it. */
        BARRED
    }

    /** One of which nothing is known but that it cannot be restarted. */
    public static Workload without(String kind, String name, Standing standing, String why) {
        return new Workload(kind, name, "", Map.of(), Map.of(), standing, why);
    }

    /** By which it is known again. */
    public String id() {
        return kind + "/" + name;
    }

    /** As users read it; a name that is longer than most is cut. */
    public String reference() {
        return kind + "/" + (name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…");
    }
}
