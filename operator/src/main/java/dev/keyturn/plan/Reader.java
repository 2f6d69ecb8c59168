package dev.keyturn.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may read something: a subject as RBAC names it. The API server knows a ServiceAccount by the name of a user, and so a
 * user of such a name is that ServiceAccount here, too: two readers are equal where they are the same.
 *
 * @param namespace of a ServiceAccount; otherwise empty
 */
public record Reader(Kind kind, String namespace, String name) implements Comparable<Reader> {

    /** Spelled as RBAC spells it; those first that may stand for many. */
    public enum Kind {
        Group,
        User,
        ServiceAccount
    }

    private static final Pattern ACCOUNT = Pattern.compile("system:serviceaccount:([^:]+):([^:]+)");
    private static final String ACCOUNTS = "system:serviceaccounts";
    private static final Pattern SHOWABLE = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{1,253}");
    private static final Comparator<Reader> ORDER =
            Comparator.comparing(Reader::kind).thenComparing(Reader::namespace).thenComparing(Reader::name);

    /**
     * A subject.
     *
     * @throws IllegalArgumentException if it has no name, or a ServiceAccount no namespace, or another one has a namespace
     */
    public Reader {
        var account = ACCOUNT.matcher(name);
        if (kind == Kind.User && namespace.isEmpty() && account.matches()) {
            kind = Kind.ServiceAccount;
            namespace = account.group(1);
            name = account.group(2);
        }
        if (name.isEmpty() || (kind == Kind.ServiceAccount) == namespace.isEmpty()) {
            throw new IllegalArgumentException("no subject: " + kind + " without a name, or with a wrong namespace");
        }
    }

    public static Reader group(String name) {
        return new Reader(Kind.Group, "", name);
    }

    /** One that the API server knows by this name: a ServiceAccount, if the name is one's. */
    public static Reader user(String name) {
        return new Reader(Kind.User, "", name);
    }

    public static Reader serviceAccount(String namespace, String name) {
        return new Reader(Kind.ServiceAccount, namespace, name);
    }

    /** What {@link #text} has written; empty for a text that it does not write. A name may have slashes, a namespace has none. */
    public static Optional<Reader> parse(String text) {
        var parts = text.split("/", 2);
        if (parts.length < 2 || parts[1].isEmpty()) {
            return Optional.empty();
        }
        return switch (parts[0]) {
            case "Group" -> Optional.of(group(parts[1]));
            case "User" -> Optional.of(user(parts[1]));
            case "ServiceAccount" -> {
                var account = parts[1].split("/", 2);
                yield account.length < 2 || account[0].isEmpty() || account[1].isEmpty()
                        ? Optional.empty()
                        : Optional.of(serviceAccount(account[0], account[1]));
            }
            default -> Optional.empty();
        };
    }

    /** {@code ServiceAccount/shop/web}, {@code User/jane@example.com} or {@code Group/platform}. */
    public String text() {
        return kind + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }

    /** The text, for a status: names of users and groups are anybody's words, and those that are too long or unprintable become a hash. */
    public String shown() {
        return SHOWABLE.matcher(name).matches()
                ? text()
                : kind + "/" + (namespace.isEmpty() ? "" : namespace + "/") + Tokens.shown(name);
    }

    /**
     * Whether who allows this reader allows the other one as well: because they are the same, or this is a group and the other is in it.
     * Only of groups of ServiceAccounts is it known who is in them: {@code system:serviceaccounts:shop} has those of the namespace
     * {@code shop}, and {@code system:serviceaccounts} has all.
     */
    public boolean covers(Reader other) {
        return equals(other) || (kind == Kind.Group && other.isAccountOf(name));
    }

    private boolean isAccountOf(String group) {
        return switch (kind) {
            case ServiceAccount -> group.equals(ACCOUNTS) || group.equals(ACCOUNTS + ":" + namespace);
            case Group -> group.equals(ACCOUNTS) && name.startsWith(ACCOUNTS + ":");
            case User -> false;
        };
    }

    /** Those of the readers that none of the allowed ones covers. */
    public static List<Reader> beyond(List<Reader> readers, List<Reader> allowed) {
        return readers.stream()
                .filter(reader -> allowed.stream().noneMatch(one -> one.covers(reader)))
                .toList();
    }

    @Override
    public int compareTo(Reader other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text();
    }
}
