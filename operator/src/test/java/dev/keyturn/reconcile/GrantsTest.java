package dev.keyturn.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.crd.Grant;
import dev.keyturn.crd.WorkspaceStatus;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Grants that name what the account does not have. */
final class GrantsTest {

    private static final String WHAT_TO_DO = "; correct spec.grants, or make the workspace at the provider";

    private static final List<WorkspaceStatus> BOTH = List.of(workspace("staging"), workspace("production"));

    private static WorkspaceStatus workspace(String slug) {
        return new WorkspaceStatus(slug, "uid-of-" + slug, "sandbox");
    }

    private static Grant grant(String... workspaces) {
        return new Grant(null, List.of(workspaces), null, null);
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                argumentSet("nobody is granted anything", null, BOTH, ""),
                argumentSet("what is granted is there", List.of(grant("staging"), grant("production")), BOTH, ""),
                argumentSet("a grant of service tokens alone", List.of(new Grant(null, null, true, null)), BOTH, ""),
                argumentSet(
                        "a slip of the pen",
                        List.of(grant("stagin")),
                        BOTH,
                        "grants[0] names workspace stagin, which the account does not have; it has production, staging"
                                + WHAT_TO_DO),
                argumentSet(
                        "two of them, beside what is right",
                        List.of(grant("staging", "stagin"), grant("production"), grant("prod")),
                        BOTH,
                        "grants[0] names workspace stagin, grants[2] names workspace prod, which the account does not have; it has production, staging"
                                + WHAT_TO_DO),
                argumentSet(
                        "a token that lists nothing",
                        List.of(grant("staging")),
                        List.of(),
                        "grants[0] names workspace staging, which the account does not have; it has none"
                                + WHAT_TO_DO));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void are_said(@Nullable List<Grant> grants, List<WorkspaceStatus> workspaces, String expected) {
        assertThat(Grants.unknown(grants, workspaces)).isEqualTo(expected);
    }

    @Test
    void of_very_many_some_are_named_and_the_others_counted() {
        var slugs = IntStream.range(0, 64).mapToObj(i -> "w" + i).toArray(String[]::new);

        assertThat(Grants.unknown(List.of(grant(slugs)), BOTH))
                .contains("names workspace w19 and 44 more, which")
                .doesNotContain("w20");
    }
}
