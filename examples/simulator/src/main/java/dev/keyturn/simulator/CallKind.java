package dev.keyturn.simulator;

/** What a call asks for, as fault rules and counts name it. */
public enum CallKind {
    /** {@code GET /v1/workspace/} of the management host. */
    LIST_WORKSPACES,
    /** {@code POST /v1/workspace/}. */
    CREATE_WORKSPACE,
    /** {@code GET /v1/workspace/{slug}/config/}. */
    READ_CONFIG,
    /** {@code GET /v1/{workspace}/ws_api_key/}. */
    LIST_KEYS,
    /** {@code POST /v1/{workspace}/ws_api_key/}. */
    CREATE_KEY,
    /** {@code DELETE /v1/{workspace}/ws_api_key/{id}/}. */
    DELETE_KEY,
    /** {@code GET /v1/{workspace}/ws_key/}: pairs of workspace key and secret. */
    LIST_PAIRS,
    /** {@code POST /v1/{workspace}/ws_key/}. */
    CREATE_PAIR,
    /** {@code GET /v1/{workspace}/ws_key/{id}/}. */
    READ_PAIR,
    /** {@code PATCH /v1/{workspace}/ws_key/{id}/rotate/}. */
    ROTATE_PAIR,
    /** {@code DELETE /v1/{workspace}/ws_key/{id}/}. */
    DELETE_PAIR,
    /** {@code GET /v1/{workspace}/ws_key/bridge/} of the hub. */
    READ_BRIDGE,
    /** A GET of the hub that changes nothing: {@code /v1/tenant/}, {@code /v1/subscriber_list/}, {@code /v1/user/}; by an API key, or signed. */
    PROBE,
    /** {@code POST /trigger/} or {@code POST /event/} of the hub: would have reached people. */
    SEND,
    /** A call of the host that {@link Fault#redirect()} points to. */
    ELSEWHERE,
    /** Anything else; answered 404. */
    OTHER
}
