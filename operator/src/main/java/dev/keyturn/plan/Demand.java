package dev.keyturn.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a usable spec asks for, with the operator's defaults filled in.
 *
 * @param workspace its slug, or {@link Place#WHOLE_ACCOUNT} where the key is one of the whole account
 * @param every absent: it turns by cron, or by triggers alone
 * @param allowedReaders who may read the Secret; absent: that is nobody's question
 * @param data entries of the Secret, with placeholders
 * @param defaultPair whether it is about the pair that came with the workspace, which turns in place
 * @param pinned how that one is turned; empty: as it is found out
 * @param takeOver the key to begin with, where that is one that a person made
 * @param calendar when turns on schedule happen, beside the age of a key
 * @param restart whether workloads are restarted that would go on with an older value
 */
public record Demand(
        AccountRef account,
        String workspace,
        boolean suspend,
        Optional<Every> every,
        Duration overlap,
        Duration waitForConsumers,
        Target target,
        Map<String, String> data,
        Map<String, String> labels,
        Map<String, String> annotations,
        DeletionPolicy deletionPolicy,
        Optional<List<Reader>> allowedReaders,
        boolean defaultPair,
        Optional<Way> pinned,
        Optional<TakeOver> takeOver,
        Calendar calendar,
        boolean restart) {

    private static final Pattern PREVIOUS = Pattern.compile("\\{\\{\\s*previous\\.");

    /**
     * A key that a person made.
     *
     * @param revoke whether it dies when it was replaced
     */
    public record TakeOver(String keyId, boolean revoke) {}

    /** Whether an entry shows the value of the key before. */
    public boolean usesPrevious() {
        return data.values().stream().anyMatch(Demand::usesPrevious);
    }

    /** Whether the text of an entry has a placeholder for a value of the key before. */
    public static boolean usesPrevious(String text) {
        return PREVIOUS.matcher(text).find();
    }

    /** Whether it is about the whole account, and no workspace of it. */
    public boolean ofAccount() {
        return workspace.equals(Place.WHOLE_ACCOUNT);
    }

    /**
     * How old a key gets.
     *
     * @param text as the user wrote it
     */
    public record Every(Duration interval, String text) {}

    /** An account by kind and name; a namespaced one is in the resource's own namespace. */
    public record AccountRef(String kind, String name) {
        @Override
        public String toString() {
            return kind + "/" + name;
        }
    }
}
