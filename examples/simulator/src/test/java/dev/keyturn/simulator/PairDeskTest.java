package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PairDeskTest {
    private final Running running = new Running();
    private final Simulator simulator = running.simulator;
    private final PairDesk desk = simulator.pairs();

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aPersonMakesTurnsAndDeletesAPair() {
        var made = desk.mint("staging", "by-hand");
        assertThat(made.toString()).doesNotContain(made.secret());
        assertThat(desk.accepts(made.pair().key(), made.secret())).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> desk.mint("staging", "by-hand"));

        var turned = desk.rotate(made.pair().id()).orElseThrow();

        assertThat(turned.pair().rotatedBy())
                .hasValueSatisfying(by -> assertThat(by.email()).isEqualTo("person@example.com"));
        assertThat(desk.accepts(made.pair().key(), made.secret())).isFalse();
        assertThat(desk.show(made.pair().id())).hasValue(turned);
        assertThat(desk.delete(made.pair().id())).isTrue();
        assertThat(desk.delete(made.pair().id())).isFalse();
        assertThat(desk.rotate(made.pair().id())).isEmpty();
        assertThat(desk.show(made.pair().id())).isEmpty();
        assertThat(desk.accepts(made.pair().key(), turned.secret())).isFalse();
        assertThat(desk.all("staging")).extracting(Pair::living).containsExactly(true, false);
    }

    @Test
    void supportTurnsTheDefaultPair() {
        var old = desk.byDefault("staging");

        var turned = desk.askSupport("staging");

        assertThat(turned.pair().id()).isEqualTo(old.pair().id());
        assertThat(turned.pair().key()).isEqualTo(old.pair().key());
        assertThat(turned.pair().rotatedBy().map(Actor::name)).hasValue("SuprSend Support");
        assertThat(desk.accepts(old.pair().key(), old.secret())).isFalse();
        assertThat(desk.accepts(old.pair().key(), turned.secret())).isTrue();
        assertThat(desk.byDefault("production").pair().rotatedAt()).isEmpty();
    }

    @Test
    void nobodyDeletesTheDefaultPair() {
        var pair = desk.byDefault("staging");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.delete(pair.pair().id()));

        assertThat(desk.accepts(pair.pair().key(), pair.secret())).isTrue();
    }

    @Test
    void theSameOverHttp() throws IOException, InterruptedException {
        var made = control("POST", "/pairs", "{\"workspace\":\"staging\",\"name\":\"by-hand\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        var id = text(made, "id");
        assertThat(control("GET", "/pairs?workspace=staging", "").body())
                .contains(id, "\"is_default\":true")
                .doesNotContain(text(made, "secret"));
        assertThat(accepts(text(made, "key"), text(made, "secret"))).contains("true");

        var turned = control("PATCH", "/pairs/" + id, "");

        assertThat(text(control("GET", "/pairs/" + id, ""), "secret"))
                .isEqualTo(text(turned, "secret"))
                .isNotEqualTo(text(made, "secret"));
        assertThat(accepts(text(made, "key"), text(made, "secret"))).contains("false");
        assertThat(control("DELETE", "/pairs/" + id, "").statusCode()).isEqualTo(204);
        assertThat(control("GET", "/pairs/" + id, "").statusCode()).isEqualTo(404);
        assertThat(control("GET", "/pairs", "").body()).doesNotContain(id);
        assertThat(control("GET", "/pairs?all=true", "").body()).contains(id);
        var byDefault = desk.byDefault("staging");
        assertThat(control("DELETE", "/pairs/" + byDefault.pair().id(), "").body())
                .isEqualTo("{\"error\":\"the default pair cannot be deleted\"}");
        assertThat(text(control("POST", "/support", "{\"workspace\":\"staging\"}"), "secret"))
                .isEqualTo(desk.byDefault("staging").secret())
                .isNotEqualTo(byDefault.secret());
        assertThat(control("POST", "/support", "{\"workspace\":\"x\"}").body())
                .isEqualTo("{\"error\":\"there is no workspace x\"}");
    }

    private String accepts(String key, String secret) throws IOException, InterruptedException {
        return control("POST", "/accepts", "{\"key\":\"" + key + "\",\"secret\":\"" + secret + "\"}")
                .body();
    }

    private HttpResponse<String> control(String method, String path, String body)
            throws IOException, InterruptedException {
        return running.caller.send(method, simulator.controlUrl().resolve(path), body, Map.of());
    }

    private static String text(HttpResponse<String> response, String field) {
        return Running.json(response).path(field).textValue();
    }
}
