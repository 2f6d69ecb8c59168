package dev.keyturn.crd;

/** What both kinds of account say alike. */
final class Texts {
    static final String ENDPOINT =
            "Name of an endpoint in the operator's configuration, which alone knows hosts. It cannot change. Default: cloud.";
    static final String CONTACT =
            "Who does what only a person can do, such as platform@example.com; shown where a person is needed.";

    static final String SAME_ENDPOINT =
            "!has(oldSelf.endpoint) || has(self.endpoint) && self.endpoint == oldSelf.endpoint";
    static final String ENDPOINT_STAYS =
            "endpoint cannot change: delete this account, then apply it again under the same name with the new endpoint";

    static final String ENDPOINT_NAME = "self.matches('^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$')";
    static final String WRITE_ENDPOINT =
            "write the name of an endpoint, such as cloud, never a host or URL: lower-case letters, digits and '-', at most 63 characters";

    private Texts() {}
}
