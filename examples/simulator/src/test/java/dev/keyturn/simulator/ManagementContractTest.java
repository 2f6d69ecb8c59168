package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ManagementContractTest {
    private final Running running = new Running();
    private final Caller caller = running.caller;

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void createdKeyShowsItsMaterialOnceAndListsMaskIt() throws IOException, InterruptedException {
        var response = caller.create("staging", "backend-prod");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("Date")).isPresent();
        var created = Running.json(response);
        var id = created.path("id").textValue();
        var material = created.path("api_key").textValue();
        assertThat(id).matches("ws_apik_[A-Za-z0-9]+");
        assertThat(material).matches("SS\\.[A-Za-z0-9_-]{43}");
        var email = created.at("/created_by/email").textValue();
        assertThat(email).matches("org_[A-Za-z0-9]{22}@systemuser\\.suprsend\\.com");
        var record = """
                {"id":"%s","masked_api_key":"%s*****","is_deleted":false,"name":"backend-prod","allowed_domains":[],\
                "created_at":"2026-04-21T12:19:00.148846Z","created_by":{"name":"System User","email":"%s"},\
                "deleted_at":null,"deleted_by":null""".formatted(id, material.substring(0, 10), email);
        assertThat(response.body()).isEqualTo(record + ",\"api_key\":\"" + material + "\"}");
        assertThat(caller.list("staging").body())
                .isEqualTo("{\"meta\":{\"count\":1,\"limit\":10,\"offset\":0},\"results\":[" + record + "}]}");
        assertThat(running.suspicions()).isEmpty();
    }

    @Test
    void deletedKeyAnswersWithoutBodyAndLeavesTheList() throws IOException, InterruptedException {
        var id = Running.json(caller.create("staging", "one")).path("id").textValue();

        var deleted = caller.delete("staging", id);

        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(running.listedNames("staging")).isEmpty();
        assertThat(caller.delete("staging", id).statusCode()).isEqualTo(404);
    }

    @Test
    void listsFollowEveryChange() throws IOException, InterruptedException {
        assertThat(running.listedNames("staging")).isEmpty();
        var id = Running.json(caller.create("staging", "one")).path("id").textValue();
        assertThat(running.listedNames("staging")).containsExactly("one");
        caller.create("staging", "two");
        assertThat(running.listedNames("staging")).containsExactly("one", "two");
        caller.delete("staging", id);
        assertThat(running.listedNames("staging")).containsExactly("two");
    }

    @Test
    void pagesGoByLimitAndOffsetWithTenAsTheLimitOfWhoNamesNone() throws IOException, InterruptedException {
        for (int number = 0; number < 12; number++) {
            running.simulator.mintKey("staging", "key-" + number);
        }

        var first = Running.json(caller.list("staging"));
        var second = Running.json(caller.management("GET", "/v1/staging/ws_api_key/?limit=5&offset=10", ""));
        var beyond = Running.json(caller.management("GET", "/v1/staging/ws_api_key/?offset=12", ""));

        assertThat(first.path("results").size()).isEqualTo(10);
        assertThat(Json.text(first.path("meta"))).isEqualTo("{\"count\":12,\"limit\":10,\"offset\":0}");
        assertThat(second.path("results").findValuesAsText("name")).contains("key-10", "key-11");
        assertThat(second.path("results").size()).isEqualTo(2);
        assertThat(Json.text(second.path("meta"))).isEqualTo("{\"count\":12,\"limit\":5,\"offset\":10}");
        assertThat(beyond.path("results").size()).isZero();
    }

    @Test
    void workspacesAreListedWithAndWithoutTheSlash() throws IOException, InterruptedException {
        var page = Running.json(caller.management("GET", "/v1/workspace/?limit=1&offset=1", ""));

        var uid = page.at("/results/0/uid").textValue();
        assertThat(uid).startsWith("wksp_");
        assertThat(Json.text(page)).isEqualTo("""
                {"meta":{"count":2,"limit":1,"offset":1},"results":[{"uid":"%s","slug":"production","data_center":{},\
                "is_expired":false,"has_limit_reached":false,"name":"production","description":"","mode":"production"}]}""".formatted(uid));
        assertThat(caller.management("GET", "/v1/workspace", "").statusCode()).isEqualTo(200);
    }

    @Test
    void createdWorkspaceAnswersWithTheListAndTakesKeys() throws IOException, InterruptedException {
        var response = caller.management("POST", "/v1/workspace/", "{\"name\":\"My Team\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Running.json(response).at("/meta/count").intValue()).isEqualTo(3);
        assertThat(Running.json(response).at("/results/2/slug").textValue()).isEqualTo("my-team");
        assertThat(caller.create("my-team", "one").statusCode()).isEqualTo(201);
        assertThat(caller.management("POST", "/v1/workspace/", "{\"name\":\"My Team\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void configOfAWorkspaceIsAnObjectOfFlags() throws IOException, InterruptedException {
        assertThat(Running.json(caller.management("GET", "/v1/workspace/staging/config/", ""))
                        .has("user_tenancy_mode"))
                .isTrue();
        assertThat(caller.management("GET", "/v1/workspace/demo/config/", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void keysAreDatedInMicroseconds() throws IOException, InterruptedException {
        running.clock.move(Duration.ofNanos(154_000 + 999));

        assertThat(Running.json(caller.create("staging", "one"))
                        .path("created_at")
                        .textValue())
                .isEqualTo("2026-04-21T12:19:00.149000Z");
        assertThat(running.simulator.keys("staging"))
                .extracting(ApiKey::createdAt)
                .containsExactly(Instant.parse("2026-04-21T12:19:00.149Z"));
    }

    static Stream<Arguments> refusals() {
        var invalidToken = """
                {"code":401,"error_code":"authentication_failed","type":"AuthenticationFailed",\
                "message":"Invalid service token.","detail":"Invalid service token."}""";
        var noRecord = """
                {"code":404,"error_code":"not_found","type":"NotFound","message":"record not found",\
                "detail":"record not found"}""";
        var noWorkspace = """
                {"code":404,"error_code":"not_found","type":"NotFound","message":"workspace 'demo' not found",\
                "detail":"workspace 'demo' not found"}""";
        var nameless = """
                {"code":400,"error_code":"validation_error","type":"ValidationError","message":"name is required",\
                "detail":"name is required"}""";
        var keys = "/v1/staging/ws_api_key/";
        var good = "ServiceToken ";
        return Stream.of(
                argumentSet("a foreign token", "GET", keys, "ServiceToken other", "", 401, invalidToken),
                argumentSet("another scheme", "GET", keys, "Bearer ", "", 401, invalidToken),
                argumentSet(
                        "no header", "GET", keys, "", "", 401, "{\"code\":401,\"message\":\"ServiceToken not found\"}"),
                argumentSet(
                        "a foreign token where nothing is",
                        "GET",
                        "/v1/demo/ws_api_key/",
                        "ServiceToken other",
                        "",
                        401,
                        invalidToken),
                argumentSet("list in no workspace", "GET", "/v1/demo/ws_api_key/", good, "", 404, noWorkspace),
                argumentSet(
                        "create in no workspace",
                        "POST",
                        "/v1/demo/ws_api_key/",
                        good,
                        "{\"name\":\"x\"}",
                        404,
                        noWorkspace),
                argumentSet("delete in no workspace", "DELETE", "/v1/demo/ws_api_key/x/", good, "", 404, noWorkspace),
                argumentSet("delete of no key", "DELETE", keys + "ws_apik_none/", good, "", 404, noRecord),
                argumentSet("create without a name", "POST", keys, good, "{\"description\":\"x\"}", 400, nameless),
                argumentSet("create with a blank name", "POST", keys, good, "{\"name\":\" \"}", 400, nameless),
                argumentSet("create with a number for a name", "POST", keys, good, "{\"name\":7}", 400, nameless),
                argumentSet("create with no JSON", "POST", keys, good, "name=x", 400, nameless),
                argumentSet(
                        "keys without the slash",
                        "GET",
                        "/v1/staging/ws_api_key",
                        good,
                        "",
                        404,
                        "404 page not found\n"),
                argumentSet(
                        "an endpoint that is not there",
                        "GET",
                        "/v1/staging/ws_other_key/",
                        good,
                        "",
                        404,
                        "404 page not found\n"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(String method, String path, String authorization, String body, int status, String expected)
            throws IOException, InterruptedException {
        var header = authorization.endsWith(" ") ? authorization + running.simulator.serviceToken() : authorization;

        var response = caller.send(
                method, running.simulator.managementUrl().resolve(path), body, Map.of("Authorization", header));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(expected);
        assertThat(running.simulator.keys("staging")).isEmpty();
        assertThat(running.simulator.calls()).extracting(Call::effect).containsExactly(false);
    }
}
