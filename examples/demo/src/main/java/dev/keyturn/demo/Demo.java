package dev.keyturn.demo;

import java.io.Console;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The whole story, from a key's birth to the proved death of its predecessors. */
final class Demo {

    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(20));

    private final Timeline timeline;
    private final Home home;
    private final Claims claims = new Claims();

    Demo(PrintWriter out, boolean styled, Home home) {
        timeline = new Timeline(out, styled);
        this.home = home;
    }

    /** Ends with 0 if every claim holds. The environment variable KEEP, if it is not empty, keeps everything up. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        var styled = terminal && System.getenv("NO_COLOR") == null;
        var out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        var demo = new Demo(out, styled, Home.ofDist(Path.of(System.getProperty("keyturn.demo.home"))));
        System.exit(demo.run(!System.getenv().getOrDefault("KEEP", "").isEmpty()) ? 0 : 1);
    }

    private boolean run(boolean keep) throws IOException, InterruptedException {
        timeline.say("""
                Keyturn in one process: an API server, a simulator of SuprSend, and the operator.
                Nothing leaves this machine, and no key in it opens anything.

                """);
        try (var world = new World(home.table())) {
            timeline.tell(
                    "up",
                    "the API server at %s, the provider at %s"
                            .formatted(world.cluster.url(), world.provider.managementUrl()));
            var holds = play(world, PATIENCE);
            if (keep) {
                stayUp(world);
            }
            return holds;
        }
    }

    /**
     * Plays it once, in a world that is new.
     *
     * @param patience with each thing that has to happen
     * @return whether everything happened, and every claim holds
     */
    boolean play(World world, Patience patience) throws IOException, InterruptedException {
        var sight = new Sight(world, patience);
        try (var hub = new Hub(world.provider.hubUrl())) {
            var story = new Story(world, home, sight, patience, timeline, claims, hub);
            world.startOperator();
            timeline.tell("up", "the operator");
            story.aKeyIsIssued();
            var workload = Workload.start(sight::value, hub);
            try (workload) {
                story.itTurnsOnSchedule(workload);
                story.itIsExposed();
                story.nothingTurnsTwice();
            }
            story.nobodyWasBothered(workload);
            story.everyKeyIsAccountedFor();
            new TokenStory(world, home, sight, patience, timeline, claims).theOperatorsOwnTokenTurns();
            story.noValueIsSaid(Files.readString(home.log()));
        } catch (BrokenStoryException e) {
            claims.check(e.what(), false);
        }
        timeline.act("Checked against the provider");
        claims.all().forEach(claim -> timeline.say(claim.toString()));
        return claims.hold();
    }

    /** Goes on until the process is ended, and tells what happens. */
    private void stayUp(World world) throws IOException, InterruptedException {
        world.cluster.writeKubeconfig(home.kubeconfig());
        timeline.act("It stays up until Ctrl-C. Play on in another terminal:");
        timeline.say("""

                  export KUBECONFIG=%s
                  kubectl get ssak,secrets
                  kubectl get ssak checkout -o yaml
                  kubectl annotate ssak checkout --overwrite keyturn.dev/rotate="$(date +%%s)"
                  kubectl annotate ssak checkout --overwrite keyturn.dev/exposed="$(date +%%s)"
                  kubectl delete ssak checkout --wait=false
                  kubectl apply --validate=false -f examples/quickstart/key.yaml
                  curl %s/keys      keys at the provider; without /keys: what else there is

                The mock server cannot be watched by kubectl (-w, wait). Where there is no kubectl:

                  curl -X PATCH -H 'Content-Type: application/merge-patch+json' -d '{"metadata":{"annotations":{"keyturn.dev/rotate":"now"}}}' \\
                      %sapis/keyturn.dev/v1alpha1/namespaces/shop/suprsendapikeys/checkout

                The operator's log: %s
                """.formatted(home.kubeconfig(), world.provider.controlUrl(), world.cluster.url(), home.log()));
        var sight = new Sight(world, PATIENCE);
        try (var hub = new Hub(world.provider.hubUrl());
                var workload = Workload.start(sight::value, hub);
                var _ = sight.credential().inform(new Follower(timeline, workload))) {
            new CountDownLatch(1).await();
        }
    }
}
