package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.plan.Reason;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import dev.keyturn.port.Issuer.Made;
import dev.keyturn.port.Probed;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the bodies of single answers mean. */
class AnswersTest {
    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";
    private static final Answer<?> GONE = new Answer.Ok<>(true);
    private static final Answer<?> NONSENSE = fault(Kind.UNKNOWN, Reason.ProviderUnusable);
    private static final Answer<?> NO_WORKSPACE = fault(Kind.MISSING, Reason.WorkspaceUnknown);
    private static final Probed INCONCLUSIVE = new Probed.Inconclusive(Reason.ProviderUnusable, Optional.empty());

    private static Answer<?> fault(Kind kind, Reason reason) {
        return new Answer.Fault<>(kind, reason, Optional.empty());
    }

    static Stream<Arguments> deletions() {
        return Stream.of(
                argumentSet("no content", 204, JSON, "", GONE),
                argumentSet("the record is not found", 404, JSON, error("record not found"), GONE),
                argumentSet("the workspace is not found", 404, JSON, error("workspace 'demo' not found"), NO_WORKSPACE),
                argumentSet(
                        "the workspace is not found, in the other words",
                        404,
                        JSON,
                        "{\"code\":404,\"message\":\"workspace not found for slug/uid: demo\"}",
                        NO_WORKSPACE),
                argumentSet("something is not found", 404, JSON, error("not found"), NONSENSE),
                argumentSet("no path of this kind", 404, "text/plain", "404 page not found\n", NONSENSE),
                argumentSet("a page", 404, HTML, "<html>record not found</html>", NONSENSE),
                argumentSet("a page that says it is JSON", 404, JSON, "<html>record not found</html>", NONSENSE),
                argumentSet("the record's words in a page's clothes", 404, HTML, error("record not found"), NONSENSE),
                argumentSet("a login page", 401, HTML, "<html>log in</html>", NONSENSE),
                argumentSet("done, but with words", 200, JSON, "{}", NONSENSE));
    }

    private static String error(String message) {
        return "{\"code\":404,\"error_code\":\"not_found\",\"type\":\"NotFound\",\"message\":\"" + message + "\"}";
    }

    @ParameterizedTest
    @MethodSource("deletions")
    void ofADelete(int status, String type, String body, Answer<?> meaning) throws IOException {
        try (var server = Canned.saying(status, type, body);
                var keys = Bench.keys(server.url())) {
            assertThat(keys.revoke(Bench.access("t"), "demo", "ws_apik_1", Bench.soon()))
                    .isEqualTo(meaning);
        }
    }

    static Stream<Arguments> probes() {
        return Stream.of(
                argumentSet("a list", 200, JSON, "{\"meta\":{\"count\":1},\"results\":[{}]}", new Probed.Accepted()),
                argumentSet(
                        "a list after a byte order mark", 200, JSON, "\ufeff{\"results\":[]}", new Probed.Accepted()),
                argumentSet("a list in a page's clothes", 200, HTML, "{\"results\":[]}", INCONCLUSIVE),
                argumentSet("a page", 200, HTML, "<html></html>", INCONCLUSIVE),
                argumentSet("a page that says it is JSON", 200, JSON, "\n <!DOCTYPE html>", INCONCLUSIVE),
                argumentSet("no list", 200, JSON, "{\"results\":{}}", INCONCLUSIVE),
                argumentSet("nothing", 200, JSON, "", INCONCLUSIVE),
                argumentSet("another success", 202, JSON, "{\"results\":[]}", INCONCLUSIVE),
                argumentSet("refused by a page", 401, HTML, "<html>log in</html>", INCONCLUSIVE),
                argumentSet("refused by a page that says it is text", 401, "text/plain", " <html>", INCONCLUSIVE),
                argumentSet("refused by a page after a mark", 401, JSON, "\ufeff<html>", INCONCLUSIVE),
                argumentSet("not found", 404, JSON, error("record not found"), INCONCLUSIVE));
    }

    @ParameterizedTest
    @MethodSource("probes")
    void ofAProbe(int status, String type, String body, Probed meaning) throws IOException {
        try (var server = Canned.saying(status, type, body);
                var keys = Bench.keys(server.url())) {
            assertThat(keys.probe(Bench.ENDPOINT, Bench.material("SS.x"))).isEqualTo(meaning);
        }
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                argumentSet("no id", "{\"api_key\":\"SS.x\"}"),
                argumentSet("no value", "{\"id\":\"a\"}"),
                argumentSet("an empty value", "{\"id\":\"a\",\"api_key\":\"\"}"),
                argumentSet("a value that is no text", "{\"id\":\"a\",\"api_key\":7}"),
                argumentSet("a value with white space", "{\"id\":\"a\",\"api_key\":\"SS. x\"}"),
                argumentSet("a value with a line in it", "{\"id\":\"a\",\"api_key\":\"SS.\\nx\"}"),
                argumentSet("a value beyond ASCII", "{\"id\":\"a\",\"api_key\":\"SS.\u00e9\"}"),
                argumentSet("an id that leads elsewhere", "{\"id\":\"..\",\"api_key\":\"SS.x\"}"),
                argumentSet("an id with white space", "{\"id\":\"a b\",\"api_key\":\"SS.x\"}"),
                argumentSet("an array", "[]"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void aKeyThatCannotBeUsedMayHaveBeenMade(String body) throws IOException {
        try (var server = Canned.saying(201, JSON, body);
                var keys = Bench.keys(server.url())) {
            assertThat(keys.issue(Bench.access("t"), "demo", "n", "d", Bench.soon()))
                    .isEqualTo(NONSENSE);
        }
    }

    @Test
    void aKeyMayBeAnsweredWith200() throws IOException {
        try (var server = Canned.saying(200, JSON, "{\"id\":\"a\",\"api_key\":\"SS.x\"}");
                var keys = Bench.keys(server.url())) {
            assertThat(keys.issue(Bench.access("t"), "demo", "n", "d", Bench.soon()))
                    .isEqualTo(new Answer.Ok<>(new Made("a", Bench.material("SS.x"))));
            assertThat(server.agents).containsExactly("keyturn");
        }
    }

    @Test
    void aPageThatFindsNothingIsNoWordAboutAWorkspace() throws IOException {
        try (var server = Canned.saying(404, HTML, "<html>workspace not found</html>");
                var keys = Bench.keys(server.url())) {
            assertThat(keys.list(Bench.access("t"), "demo")).isEqualTo(NONSENSE);
            assertThat(keys.issue(Bench.access("t"), "demo", "n", "d", Bench.soon()))
                    .isEqualTo(NONSENSE);
        }
    }

    @Test
    void whatIsNoPathOfTheApiIsNoWordAboutAWorkspace() throws IOException {
        try (var server = Canned.saying(404, "text/plain", "404 page not found");
                var keys = Bench.keys(server.url())) {
            assertThat(keys.list(Bench.access("t"), "demo")).isEqualTo(fault(Kind.MISSING, Reason.ProviderUnusable));
        }
    }
}
