package dev.keyturn.plan;

/**
 * Where keys are made: enough to work there when neither the resource nor its account is left.
 *
 * @param account name of the account record
 * @param endpoint its name in the operator's configuration
 */
public record Place(String account, String endpoint, String workspace, String workspaceUid) {}
