package dev.keyturn.e2e;

import dev.keyturn.crd.CredentialResource;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.crd.SuprSendWorkspaceKey;
import dev.keyturn.simulator.CallKind;

/** A kind of credentials, as tests that hold for each of them need to know it. */
enum Kind {
    API_KEY(
            "SuprSendApiKey",
            "ssak",
            SuprSendApiKey.class,
            "SUPRSEND_API_KEY",
            CallKind.CREATE_KEY,
            CallKind.LIST_KEYS,
            CallKind.DELETE_KEY),

    WORKSPACE_KEY(
            "SuprSendWorkspaceKey",
            "sswk",
            SuprSendWorkspaceKey.class,
            "SUPRSEND_WORKSPACE_KEY",
            CallKind.CREATE_PAIR,
            CallKind.LIST_PAIRS,
            CallKind.DELETE_PAIR);

    private final String resource;
    private final String shortName;
    private final Class<? extends CredentialResource> type;
    private final String entry;
    private final CallKind create;
    private final CallKind list;
    private final CallKind delete;

    Kind(
            String resource,
            String shortName,
            Class<? extends CredentialResource> type,
            String entry,
            CallKind create,
            CallKind list,
            CallKind delete) {
        this.resource = resource;
        this.shortName = shortName;
        this.type = type;
        this.entry = entry;
        this.create = create;
        this.list = list;
        this.delete = delete;
    }

    /** As in {@code kind:}. */
    String resource() {
        return resource;
    }

    /** As kubectl takes it. */
    String named(String name) {
        return shortName + "/" + name;
    }

    Class<? extends CredentialResource> type() {
        return type;
    }

    /** An entry of the Secret, where the user names none, that turns with the credential. */
    String entry() {
        return entry;
    }

    CallKind create() {
        return create;
    }

    CallKind list() {
        return list;
    }

    CallKind delete() {
        return delete;
    }
}
