package dev.keyturn.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ServiceAccount/shop/web",
                "User/jane@example.com",
                "User/https://login.example.com/realms/a#jane",
                "User/jane doe",
                "Group/platform",
                "Group/system:serviceaccounts:shop"
            })
    void whatIsWrittenIsReadAgain(String text) {
        assertThat(Reader.parse(text)).map(Reader::text).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "User",
                "User/",
                "Group/",
                "ServiceAccount/web",
                "ServiceAccount/shop/",
                "ServiceAccount//web",
                "user/jane",
                "Robot/jane",
                "/jane"
            })
    void anotherTextIsNoReader(String text) {
        assertThat(Reader.parse(text)).isEmpty();
    }

    @Test
    void aUserOfAServiceAccountsNameIsThatServiceAccount() {
        assertThat(Reader.user("system:serviceaccount:shop:web")).isEqualTo(Reader.serviceAccount("shop", "web"));
        assertThat(Reader.parse("User/system:serviceaccount:shop:web")).contains(Reader.serviceAccount("shop", "web"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "system:serviceaccount:shop",
                "system:serviceaccount::web",
                "system:serviceaccount:shop:",
                "system:serviceaccount:shop:web:x",
                "xsystem:serviceaccount:shop:web"
            })
    void aUserOfAlmostSuchANameIsAUser(String name) {
        assertThat(Reader.user(name)).returns(Reader.Kind.User, Reader::kind).returns(name, Reader::name);
    }

    @Test
    void noReaderIsWithoutItsName() {
        assertThatIllegalArgumentException().isThrownBy(() -> Reader.group(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Reader.serviceAccount("", "web"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Reader(Reader.Kind.User, "shop", "jane"));
    }

    @Test
    void thoseThatMayStandForManyComeFirst() {
        var account = Reader.serviceAccount("a", "a");
        var other = Reader.serviceAccount("b", "a");
        var user = Reader.user("a");
        var group = Reader.group("z");

        assertThat(Stream.of(other, user, account, group).sorted()).containsExactly(group, user, account, other);
    }

    @ParameterizedTest
    @CsvSource({
        "Group/platform,Group/platform",
        "User/jürgen@example.com,User/jürgen@example.com",
        "ServiceAccount/shop/web,ServiceAccount/shop/web"
    })
    void aStatusShowsTheText(String text, String shown) {
        assertThat(Reader.parse(text)).map(Reader::shown).contains(shown);
    }

    /** Anybody who may write a binding chooses the names of users and groups in it. */
    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "turned\u202Eround", "bell\u0007", "a line\u2028more", "zero\u200Bwidth"})
    void aNameThatCannotBePrintedIsShownAsAHash(String name) {
        assertThat(Reader.user(name).shown()).matches("User/sha256:[0-9a-f]{12}");
    }

    @Test
    void aNameWithoutEndIsShownAsAHash() {
        assertThat(Reader.group("x".repeat(253)).shown()).isEqualTo("Group/" + "x".repeat(253));
        assertThat(Reader.group("x".repeat(254)).shown()).matches("Group/sha256:[0-9a-f]{12}");
        assertThat(Reader.serviceAccount("shop", "x".repeat(254)).shown())
                .matches("ServiceAccount/shop/sha256:[0-9a-f]{12}");
    }

    @ParameterizedTest(name = "{0} allows {1}: {2}")
    @CsvSource({
        "ServiceAccount/shop/web, ServiceAccount/shop/web, true",
        "ServiceAccount/shop/web, ServiceAccount/shop/other, false",
        "ServiceAccount/shop/web, ServiceAccount/other/web, false",
        "ServiceAccount/shop/web, User/system:serviceaccount:shop:web, true",
        "User/system:serviceaccount:shop:web, ServiceAccount/shop/web, true",
        "User/jane, Group/jane, false",
        "Group/platform, Group/platform, true",
        "Group/platform, User/platform, false",
        "Group/system:serviceaccounts:shop, Group/system:serviceaccounts:shop, true",
        "Group/system:serviceaccounts:shop, ServiceAccount/shop/web, true",
        "Group/system:serviceaccounts:shop, ServiceAccount/shopping/web, false",
        "Group/system:serviceaccounts:shop, Group/system:serviceaccounts, false",
        "Group/system:serviceaccounts:shop, Group/system:serviceaccounts:other, false",
        "Group/system:serviceaccounts, ServiceAccount/shop/web, true",
        "Group/system:serviceaccounts, Group/system:serviceaccounts:shop, true",
        "Group/system:serviceaccounts, User/jane, false",
        "Group/system:authenticated, ServiceAccount/shop/web, false",
        "User/system:serviceaccounts:shop, ServiceAccount/shop/web, false",
        "ServiceAccount/shop/web, Group/system:serviceaccounts:shop, false"
    })
    void allowsItselfAndTheServiceAccountsOfItsGroup(String allowed, String reader, boolean covered) {
        assertThat(Reader.parse(allowed)
                        .orElseThrow()
                        .covers(Reader.parse(reader).orElseThrow()))
                .isEqualTo(covered);
    }

    @Test
    void thoseBeyondAreNotAllowedByAnybody() {
        var web = Reader.serviceAccount("shop", "web");
        var jane = Reader.user("jane");
        var platform = Reader.group("platform");

        assertThat(Reader.beyond(
                        List.of(platform, jane, web), List.of(Reader.group("system:serviceaccounts:shop"), jane)))
                .containsExactly(platform);
        assertThat(Reader.beyond(List.of(web), List.of())).containsExactly(web);
        assertThat(Reader.beyond(List.of(), List.of(web))).isEmpty();
    }
}
