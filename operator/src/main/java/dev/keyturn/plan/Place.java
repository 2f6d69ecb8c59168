package dev.keyturn.plan;

/**
 * Where keys are made: enough to work there when neither the resource nor its account is left.
 *
 * @param account name of the account record
 * @param endpoint its name in the operator's configuration
 */
public record Place(String account, String endpoint, String workspace, String workspaceUid) {

    /** In place of a workspace, where a key is one of the whole account. */
    public static final String WHOLE_ACCOUNT = "*";

    /** An account as a whole. */
    public static Place ofAccount(String account, String endpoint) {
        return new Place(account, endpoint, WHOLE_ACCOUNT, WHOLE_ACCOUNT);
    }

    /** Whether it is no workspace, and so has no list to compare with. */
    public boolean isWholeAccount() {
        return workspace.equals(WHOLE_ACCOUNT);
    }
}
