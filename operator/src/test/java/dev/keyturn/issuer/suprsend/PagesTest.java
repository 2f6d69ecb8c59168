package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.plan.Reason;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import dev.keyturn.port.Issuer.Listed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {
    private static final Pages<Listed> PAGES = new Pages<>(Rows::listed, Listed::id);
    private static final Answer<List<Listed>> INCOMPLETE =
            new Answer.Fault<>(Kind.TRANSIENT, Reason.ProviderUnusable, Optional.empty());
    private static final Answer<List<Listed>> UNUSABLE =
            new Answer.Fault<>(Kind.UNKNOWN, Reason.ProviderUnusable, Optional.empty());

    private static Reply page(int count, String... ids) {
        var rows = Stream.of(ids)
                .map(id -> "{\"id\":\"" + id + "\",\"name\":\"n\",\"is_deleted\":false}")
                .collect(Collectors.joining(","));
        return text("{\"meta\":{\"count\":" + count + "},\"results\":[" + rows + "]}");
    }

    private static Reply text(String body) {
        return new Reply.Received(
                200,
                Optional.empty(),
                Optional.empty(),
                new Body("application/json", body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Answer<List<Listed>> read(Reply... pages) {
        var left = new ArrayList<>(List.of(pages));
        return PAGES.all(_ -> left.removeFirst());
    }

    private static List<String> ids(Answer<List<Listed>> answer) {
        return ((Answer.Ok<List<Listed>>) answer)
                .value().stream().map(Listed::id).toList();
    }

    @Test
    void aListWithoutRowsIsWhole() {
        assertThat(ids(read(page(0)))).isEmpty();
    }

    @Test
    void aServerThatGivesLessAtATimeIsGoneAlongWith() {
        var offsets = new ArrayList<Integer>();
        var left = new ArrayList<>(List.of(page(5, "a", "b"), page(5, "c", "d"), page(5, "e")));

        var answer = PAGES.all(offset -> {
            offsets.add(offset);
            return left.removeFirst();
        });

        assertThat(ids(answer)).containsExactly("a", "b", "c", "d", "e");
        assertThat(offsets).containsExactly(0, 2, 4);
    }

    static Stream<Arguments> faulty() {
        return Stream.of(
                argumentSet(
                        "a row skipped, because one before it was deleted",
                        List.of(page(4, "a", "b"), page(3, "d")),
                        INCOMPLETE),
                argumentSet(
                        "a row shown twice, because one was made",
                        List.of(page(3, "a", "b"), page(4, "b", "c")),
                        INCOMPLETE),
                argumentSet("fewer distinct ids than the count", List.of(page(3, "a", "b", "b")), INCOMPLETE),
                argumentSet("more rows than the count", List.of(page(1, "a", "b")), INCOMPLETE),
                argumentSet("an end too early", List.of(page(3, "a", "b"), page(3)), INCOMPLETE),
                argumentSet(
                        "the same page for every offset", List.of(page(9, "a", "b"), page(9, "a", "b")), INCOMPLETE),
                argumentSet(
                        "a later page that fails",
                        List.of(page(3, "a", "b"), new Reply.Lost(Reason.ProviderUnavailable)),
                        new Answer.Fault<List<Listed>>(Kind.UNKNOWN, Reason.ProviderUnavailable, Optional.empty())),
                argumentSet("no count", List.of(text("{\"meta\":{},\"results\":[]}")), UNUSABLE),
                argumentSet(
                        "a count that is text", List.of(text("{\"meta\":{\"count\":\"0\"},\"results\":[]}")), UNUSABLE),
                argumentSet(
                        "a count below nothing", List.of(text("{\"meta\":{\"count\":-1},\"results\":[]}")), UNUSABLE),
                argumentSet("no results", List.of(text("{\"meta\":{\"count\":0}}")), UNUSABLE),
                argumentSet(
                        "a row without an id", List.of(text("{\"meta\":{\"count\":1},\"results\":[{}]}")), UNUSABLE),
                argumentSet(
                        "a row whose death is a riddle",
                        List.of(text("{\"meta\":{\"count\":1},\"results\":[{\"id\":\"a\",\"is_deleted\":\"no\"}]}")),
                        UNUSABLE),
                argumentSet(
                        "something after the end",
                        List.of(text("{\"meta\":{\"count\":0},\"results\":[]} x")),
                        UNUSABLE),
                argumentSet("an array", List.of(text("[]")), UNUSABLE),
                argumentSet("nothing", List.of(text("")), UNUSABLE));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void aListThatIsNotWholeIsAFault(List<Reply> pages, Answer<List<Listed>> fault) {
        assertThat(read(pages.toArray(Reply[]::new))).isEqualTo(fault);
    }

    @Test
    void noListIsReadForEver() {
        var asked = new ArrayList<Integer>();

        var answer = PAGES.all(offset -> {
            asked.add(offset);
            return page(1_000_000, "id-" + offset);
        });

        assertThat(answer).isEqualTo(INCOMPLETE);
        assertThat(asked).isEqualTo(IntStream.range(0, 200).boxed().toList());
    }
}
