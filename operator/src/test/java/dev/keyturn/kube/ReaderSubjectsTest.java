package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.crd.ReaderSubject;
import dev.keyturn.plan.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ReaderSubjectsTest {

    @Test
    void subjectsAreReadAsReaders() {
        var errors = new ArrayList<String>();

        var readers = ReaderSubjects.read(
                "spec.allowedReaders",
                List.of(
                        new ReaderSubject("ServiceAccount", "shop", "web.v2"),
                        new ReaderSubject("User", null, "Jane Doe"),
                        new ReaderSubject("Group", null, "system:serviceaccounts:shop")),
                errors);

        assertThat(readers)
                .containsExactly(
                        Reader.serviceAccount("shop", "web.v2"),
                        Reader.user("Jane Doe"),
                        Reader.group("system:serviceaccounts:shop"));
        assertThat(errors).isEmpty();
    }

    static Stream<@Nullable ReaderSubject> wrong() {
        return Stream.of(
                null,
                new ReaderSubject(null, null, "jane"),
                new ReaderSubject("User", null, null),
                new ReaderSubject("User", null, ""),
                new ReaderSubject("User", null, " jane"),
                new ReaderSubject("User", null, "x".repeat(254)),
                new ReaderSubject("User", "shop", "jane"),
                new ReaderSubject("Group", "shop", "platform"),
                new ReaderSubject("Robot", null, "r"),
                new ReaderSubject("ServiceAccount", null, "web"),
                new ReaderSubject("ServiceAccount", "", "web"),
                new ReaderSubject("ServiceAccount", "Shop", "web"),
                new ReaderSubject("ServiceAccount", "shop", "shop/web"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongOneIsNamedByItsPlaceAndTheOthersAreRead(@Nullable ReaderSubject subject) {
        var errors = new ArrayList<String>();

        var readers = ReaderSubjects.read(
                "spec.allowedReaders", Arrays.asList(new ReaderSubject("User", null, "jane"), subject), errors);

        assertThat(readers).containsExactly(Reader.user("jane"));
        assertThat(errors)
                .containsExactly("spec.allowedReaders[1] must be a subject as in a RoleBinding: the kind User, Group or"
                        + " ServiceAccount, a name of at most 253 characters, and for a ServiceAccount its namespace");
    }

    @Test
    void aListWithoutEndIsRefused() {
        var errors = new ArrayList<String>();
        var jane = new ReaderSubject("User", null, "jane");

        assertThat(ReaderSubjects.read("spec.allowedReaders", Collections.nCopies(64, jane), errors))
                .hasSize(64);
        assertThat(errors).isEmpty();
        assertThat(ReaderSubjects.read("spec.allowedReaders", Collections.nCopies(65, jane), errors))
                .isEmpty();
        assertThat(errors).containsExactly("spec.allowedReaders may have 64 entries at most");
    }
}
