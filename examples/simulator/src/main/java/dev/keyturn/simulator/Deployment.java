package dev.keyturn.simulator;

/**
 * What the release that a deployment runs can do: hosted ones lag behind the cloud.
 *
 * @param pairs whether the management host knows pairs of workspace key and secret ({@code ws_key})
 * @param bridge whether a service token reads the default pair at the hub
 */
public record Deployment(boolean pairs, boolean bridge) {

    /** Knows all. */
    public static Deployment current() {
        return new Deployment(true, true);
    }

    /** Of before the autumn of 2026: the default pair is read over the bridge, and turned by support. */
    public static Deployment old() {
        return new Deployment(false, true);
    }

    /** Not even the bridge, which is documented nowhere. */
    public Deployment withoutBridge() {
        return new Deployment(pairs, false);
    }

    boolean knows(CallKind kind) {
        return switch (kind) {
            case LIST_PAIRS, CREATE_PAIR, READ_PAIR, ROTATE_PAIR, DELETE_PAIR -> pairs;
            case READ_BRIDGE -> bridge;
            case LIST_WORKSPACES,
                    CREATE_WORKSPACE,
                    READ_CONFIG,
                    LIST_KEYS,
                    CREATE_KEY,
                    DELETE_KEY,
                    PROBE,
                    SEND,
                    ELSEWHERE,
                    OTHER -> true;
        };
    }
}
