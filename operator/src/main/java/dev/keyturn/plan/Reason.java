package dev.keyturn.plan;

/**
 * Why a credential or an account is as it is: a closed list, the same words in conditions, events, metrics and {@code lastError}.
 * The names are spelled as users read them.
 */
public enum Reason {
    Settled,
    Issuing,
    Verifying,
    Publishing,
    Overlap,
    WaitingForConsumers,
    Revoking,
    Proving,
    Sweeping,
    BackingOff,
    Suspended,
    ExposedStillAlive,
    InvalidSpec,
    AccountMissing,
    AccountNotGranted,
    AccountUnauthorized,
    TokenMissing,
    TokenEmpty,
    WorkspaceUnknown,
    WorkspaceNotSeen,
    WorkspaceChanged,
    NotAdoptable,
    Conflict,
    KeyringMissing,
    ForeignInstallation,
    ProviderUnavailable,
    ProviderRateLimited,
    ProviderUnusable,
    ProviderDisagrees,
    RevocationUnproved,
    CapReached,
    Overdue,
    MissingPermission,
    Authenticated,
    EndpointUnknown;

    /** Whether nothing goes on until a person changes something on the cluster; a look now and then is all that happens meanwhile. */
    public boolean needsAPerson() {
        return switch (this) {
            case InvalidSpec,
                    AccountMissing,
                    AccountNotGranted,
                    TokenMissing,
                    TokenEmpty,
                    NotAdoptable,
                    Conflict,
                    KeyringMissing,
                    ForeignInstallation,
                    MissingPermission,
                    EndpointUnknown -> true;
            case Settled,
                    Issuing,
                    Verifying,
                    Publishing,
                    Overlap,
                    WaitingForConsumers,
                    Revoking,
                    Proving,
                    Sweeping,
                    BackingOff,
                    Suspended,
                    ExposedStillAlive,
                    AccountUnauthorized,
                    WorkspaceUnknown,
                    WorkspaceNotSeen,
                    WorkspaceChanged,
                    ProviderUnavailable,
                    ProviderRateLimited,
                    ProviderUnusable,
                    ProviderDisagrees,
                    RevocationUnproved,
                    CapReached,
                    Overdue,
                    Authenticated -> false;
        };
    }
}
