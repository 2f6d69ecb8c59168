package dev.keyturn.kube;

import dev.keyturn.crd.ReaderSubject;
import dev.keyturn.plan.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Subjects as a spec names them. */
final class ReaderSubjects {

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern ACCOUNT =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final int LONGEST = 253;
    private static final int MOST = 64;

    private ReaderSubjects() {}

    /** Those that can be used. What is wrong with the others, and with the list, is added to the errors. */
    static List<Reader> read(String field, List<@Nullable ReaderSubject> subjects, List<String> errors) {
        if (subjects.size() > MOST) {
            errors.add(field + " may have " + MOST + " entries at most");
            return List.of();
        }
        var readers = new ArrayList<Reader>();
        for (var i = 0; i < subjects.size(); i++) {
            var entry = field + "[" + i + "]";
            reader(subjects.get(i))
                    .ifPresentOrElse(
                            readers::add,
                            () -> errors.add(entry + " must be a subject as in a RoleBinding: the kind User, Group or"
                                    + " ServiceAccount, a name of at most 253 characters, and for a ServiceAccount its"
                                    + " namespace"));
        }
        return List.copyOf(readers);
    }

    private static Optional<Reader> reader(@Nullable ReaderSubject subject) {
        if (subject == null || subject.kind() == null || subject.name() == null) {
            return Optional.empty();
        }
        var name = subject.name();
        if (name.isEmpty() || name.length() > LONGEST || !name.strip().equals(name)) {
            return Optional.empty();
        }
        var namespace = subject.namespace();
        return switch (subject.kind()) {
            case "User" -> namespace == null ? Optional.of(Reader.user(name)) : Optional.empty();
            case "Group" -> namespace == null ? Optional.of(Reader.group(name)) : Optional.empty();
            case "ServiceAccount" ->
                namespace != null
                                && NAMESPACE.matcher(namespace).matches()
                                && ACCOUNT.matcher(name).matches()
                        ? Optional.of(Reader.serviceAccount(namespace, name))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }
}
