package dev.keyturn.crd;

/**
 * Rules in CEL about the value that they stand on, and the sentences that a user reads when one is broken.
 *
 * <p>Rules and not patterns: of a pattern that failed the API server shows the regular expression alone. The length limits beside
 * them are wider than those in the sentences; they bound what a rule may cost, and one that fails hides every sentence.
 */
final class Rules {

    /** To be followed by the largest number of seconds; nine digits of the largest unit do not overflow. */
    private static final String SECONDS_AT_MOST = "int(self.substring(0, self.size() - 1))"
            + " * {'s': 1, 'm': 60, 'h': 3600, 'd': 86400, 'w': 604800, 'y': 31536000}[self.substring(self.size() - 1)] <= ";

    static final String DURATION_TO = "self.matches('^(0|[1-9][0-9]{0,8})[smhdwy]$') && " + SECONDS_AT_MOST;

    static final String DURATION_FROM_1S_TO = "self.matches('^[1-9][0-9]{0,8}[smhdwy]$') && " + SECONDS_AT_MOST;

    static final String WRITE_DURATION = "write a whole number and one unit (s, m, h, d, w or y), ";

    static final long LONGEST_DURATION = 64;

    private static final String CRON_PART = "([*]|[0-9]{1,4}|[A-Za-z]{3})(-([0-9]{1,4}|[A-Za-z]{3}))?(/[0-9]{1,4})?";

    private static final String CRON_FIELD = CRON_PART + "(," + CRON_PART + ")*";

    /** Its shape; which numbers a field may have, and whether it ever fires, is told by the operator. */
    static final String CRON = "self.matches('^[ ]*" + CRON_FIELD + "([ ]+" + CRON_FIELD + "){4}[ ]*$')";

    static final String WRITE_CRON =
            "write five fields as in a CronJob: minute, hour, day of the month, month and day of the week, such as 0 3 1 * *,"
                    + " without L, W, #, ?, @ and TZ=";

    static final long LONGEST_CRON = 256;

    static final long LONGEST_ZONE = 64;

    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

    static final String LABELS = LABEL + "([.]" + LABEL + ")*";

    static final String NAME = "self.size() <= 253 && self.matches('^" + LABELS + "$')";

    static final String WRITE_NAME = "write the name of an object: lower-case letters, digits, '-' and '.',"
            + " each part between dots with a letter or digit at both ends, at most 253 characters";

    static final long LONGEST_NAME = 512;

    static final String NAMESPACE = "self.matches('^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$')";

    static final String WRITE_NAMESPACE =
            "write the name of a namespace: lower-case letters, digits and '-', at most 63 characters";

    /** A placeholder for something of the key before. */
    static final String PREVIOUS = "[{][{]\\\\s*previous[.]";

    /** Before and after the name of a field: an entry that is nothing but its placeholder. */
    static final String JUST = "^[{][{]\\\\s*";

    static final String JUST_END = "\\\\s*[}][}]$";

    static final String SLUG = "^[-_a-zA-Z0-9]{1,63}$";

    static final String WRITE_SLUG =
            "write the slug of a workspace, such as staging: letters, digits, '-' and '_', at most 63 characters";

    static final long LONGEST_SLUG = 256;

    private static final String OTHERS =
            "([^/]*[.])?(keyturn[.]dev|argoproj[.]io|fluxcd[.]io|helm[.]sh|external-secrets[.]io)|[^/]*(kubernetes[.]io|k8s[.]io)";

    /** No key that another controller, or Keyturn itself, acts on. */
    static final String FOREIGN_TO_CONTROLLERS = "self.all(k, !k.matches('^(" + OTHERS + ")/'))";

    static final String USE_ANOTHER_PREFIX =
            "use a prefix of your own: keyturn.dev, kubernetes.io, k8s.io, argoproj.io, fluxcd.io, helm.sh and external-secrets.io,"
                    + " and what ends with them, are refused, since other controllers act on those";

    private static final String PART = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";

    static final String QUALIFIED_KEYS = "self.all(k, k.matches('^([^/]{1,253}/)?" + PART
            + "$') && (!k.contains('/') || k.matches('^" + LABEL + "([.]" + LABEL + ")*/')))";

    static final String WRITE_QUALIFIED_KEYS =
            "write each key as name or prefix/name: the name at most 63 letters, digits, '-', '_' and '.', the prefix a DNS name in lower case";

    static final String LABEL_VALUES = "self.all(k, self[k] == '' || self[k].matches('^" + PART + "$'))";

    static final String WRITE_LABEL_VALUES =
            "write each value with at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends";

    private Rules() {}
}
