package dev.keyturn.demo;

import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.crd.ServiceToken;
import dev.keyturn.simulator.CallKind;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** The very token that the operator works with turns: a person makes it and hands it in, and the operator works on with it. */
final class TokenStory {

    private static final String NAME = "suprsend";
    private static final String ENTRY = "SUPRSEND_SERVICE_TOKEN";

    private final World world;
    private final Home home;
    private final Sight sight;
    private final Patience patience;
    private final Timeline timeline;
    private final Claims claims;

    TokenStory(World world, Home home, Sight sight, Patience patience, Timeline timeline, Claims claims) {
        this.world = world;
        this.home = home;
        this.sight = sight;
        this.patience = patience;
        this.timeline = timeline;
        this.claims = claims;
    }

    void theOperatorsOwnTokenTurns() throws BrokenStoryException, IOException {
        timeline.act("The operator's own token turns, and only a person can make one");
        comesUnderManagement();
        var made = world.provider.count(CallKind.CREATE_KEY);
        isAskedFor();
        var fresh = world.provider.mintToken();
        timeline.tell("a person", "makes a service token in the dashboard, and hands it in");
        patch(secret(NAME + "-delivery"), "{\"data\": {\"token\": \"" + Texts.base64(fresh.material() + "\n") + "\"}}");
        awaitStatus("the token published", status -> Objects.equals(status.revision(), 2));
        timeline.tell("published", "Secret " + World.HOME + "/" + NAME + "   revision 2, proved before");
        claims.check(
                "the operator's own token is the one that was handed in, without the newline at its end",
                published().equals(fresh.material()));
        claims.check(
                "the Secret in which it was handed in is gone",
                Optional.ofNullable(secret(NAME + "-delivery").get()).isEmpty());
        isEnded();
        worksOn(made);
        claims.check(
                "neither the resource nor an event says a service token",
                isSilent(fresh.material()) && isSilent(world.provider.serviceToken()));
    }

    private void comesUnderManagement() throws BrokenStoryException, IOException {
        patch(
                secret(NAME),
                "{\"metadata\": {\"annotations\": {\"keyturn.dev/adoptable-by\": \"ServiceToken/" + NAME + "\"}}}");
        timeline.tell("consents", "Secret " + World.HOME + "/" + NAME + ", made by hand, to be looked after");
        world.cluster.lay(home.kinds().resolve("account.yaml"));
        world.cluster.apply(home.kinds().resolve("service-token.yaml"));
        timeline.tell("applied", "examples/kinds/service-token.yaml");
        awaitStatus("the token under management", status -> Objects.equals(status.revision(), 1));
        claims.check(
                "a token made by hand comes under management as it is",
                published().equals(world.provider.serviceToken()));
    }

    private void isAskedFor() throws BrokenStoryException {
        patch(
                token(),
                "{\"metadata\": {\"annotations\": {\"keyturn.dev/rotate\": \"ask\"}}, \"spec\": {\"rotation\": {\"overlap\": \"0s\"}}}");
        awaitStatus("a token asked for", status -> !message(status).isEmpty());
        patience.until(
                "the Secret to hand it in", () -> secret(NAME + "-delivery").get() != null);
        var asked = message(token().require().getStatus());
        timeline.tell("asked for", asked.substring(0, asked.indexOf("read -rs")));
        timeline.say("              " + asked.substring(asked.indexOf("read -rs")) + "\n");
    }

    private void isEnded() throws BrokenStoryException {
        awaitStatus(
                "the end of the old one asked for", status -> message(status).contains("delete the old service token"));
        timeline.tell("asked for", message(token().require().getStatus()));
        world.provider.deleteToken(world.provider.serviceTokenId());
        // It is asked about at a minute, slowing down; whoever changes the resource has it asked about now.
        patch(token(), "{\"spec\": {\"onExposure\": {\"waitForConsumers\": \"1m\"}}}");
        awaitStatus("the old token proved dead", status -> status.keys().size() == 1);
        timeline.tell("refused", "the old token: it is dead");
        claims.check(
                "the old token is refused by the provider",
                !world.provider.acceptsToken(world.provider.serviceToken()));
    }

    private void worksOn(long made) throws BrokenStoryException {
        patch(
                sight.credential(),
                "{\"metadata\": {\"annotations\": {\"keyturn.dev/rotate\": \"with-the-new-token\"}}}");
        patience.until("a key made with the new token", () -> world.provider.count(CallKind.CREATE_KEY) == made + 1);
        sight.awaitSettled(Math.toIntExact(made + 1));
        timeline.tell("works on", "an API key has turned by the new token");
        claims.check("the operator works on with the new token", world.provider.count(CallKind.CREATE_KEY) == made + 1);
    }

    private void awaitStatus(String what, Predicate<CredentialStatus> wanted) throws BrokenStoryException {
        patience.until(
                what,
                () -> Optional.ofNullable(token().get())
                        .flatMap(found -> Optional.ofNullable(found.getStatus()))
                        .filter(wanted)
                        .isPresent());
    }

    private static String message(CredentialStatus status) {
        return status.conditions().stream()
                .filter(condition -> condition.getType().equals("ActionRequired"))
                .map(condition -> condition.getMessage())
                .findFirst()
                .orElse("");
    }

    private boolean isSilent(String value) {
        var json = world.cluster.client().getKubernetesSerialization();
        return !json.asJson(token().require()).contains(value)
                && !json.asJson(world.cluster
                                .client()
                                .v1()
                                .events()
                                .inAnyNamespace()
                                .list())
                        .contains(value);
    }

    private String published() {
        return Texts.plain(
                Objects.requireNonNull(secret(NAME).require().getData().get(ENTRY)));
    }

    private Resource<ServiceToken> token() {
        return world.cluster
                .client()
                .resources(ServiceToken.class)
                .inNamespace(World.HOME)
                .withName(NAME);
    }

    private Resource<Secret> secret(String name) {
        return world.cluster.client().secrets().inNamespace(World.HOME).withName(name);
    }

    private static void patch(Resource<?> resource, String merge) {
        resource.patch(PatchContext.of(PatchType.JSON_MERGE), merge);
    }
}
