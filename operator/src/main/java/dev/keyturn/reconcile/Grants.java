package dev.keyturn.reconcile;

import dev.keyturn.crd.Grant;
import dev.keyturn.crd.WorkspaceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What grants say that comes to nothing. */
final class Grants {

    /** A message is read by a person, who mends one and looks again. */
    private static final int MOST = 20;

    private Grants() {}

    /** Which workspaces they name that the account does not have, and what to do about it; empty if it has all of them. */
    static String unknown(@Nullable List<Grant> grants, List<WorkspaceStatus> workspaces) {
        var known = workspaces.stream().map(WorkspaceStatus::slug).collect(Collectors.toSet());
        var found = new ArrayList<String>();
        List<Grant> all = grants == null ? List.of() : grants;
        IntStream.range(0, all.size())
                .forEach(i -> Stream.ofNullable(all.get(i).workspaces())
                        .flatMap(List::stream)
                        .filter(slug -> !known.contains(slug))
                        .forEach(slug -> found.add("grants[" + i + "] names workspace " + slug)));
        return found.isEmpty()
                ? ""
                : listed(found) + ", which the account does not have; it has " + has(workspaces)
                        + "; correct spec.grants, or make the workspace at the provider";
    }

    private static String has(List<WorkspaceStatus> workspaces) {
        return workspaces.isEmpty()
                ? "none"
                : listed(workspaces.stream().map(WorkspaceStatus::slug).sorted().toList());
    }

    private static String listed(List<String> all) {
        var shown = all.stream().limit(MOST).collect(Collectors.joining(", "));
        return all.size() <= MOST ? shown : shown + " and " + (all.size() - MOST) + " more";
    }
}
