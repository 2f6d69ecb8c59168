package dev.keyturn.plan.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.plan.world.World.Published;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Something comes from outside at each call of a scheduled rotation, with every single accident before and after it. */
final class InterruptionsTest {

    private static final int MOST_CALLS = 32;
    private static final Duration HORIZON = Duration.ofHours(4);

    /** What comes from outside, and what is expected in the end. */
    record Outside(BiConsumer<Run, Integer> comes, BiConsumer<Run, Integer> ends) {}

    private static int revisionOf(Run run) {
        var secret = run.world.secret();
        return secret == null ? 0 : secret.revision();
    }

    static Stream<Arguments> outside() {
        return Stream.of(
                argumentSet(
                        "exposed: what was published until then is replaced, once",
                        new Outside((run, _) -> run.annotate("leak"), Run::settledAsAsked)),
                argumentSet(
                        "a request: the run that has not published answers it",
                        new Outside((run, _) -> run.request("now"), Run::settledAsAsked)),
                argumentSet(
                        "deleted: nothing is left",
                        new Outside((run, _) -> run.wanted.deleted = true, (run, _) -> run.gone())),
                argumentSet(
                        "the Secret is deleted",
                        new Outside((run, _) -> run.world.tamper(null), (run, _) -> run.settledAt(2))),
                argumentSet(
                        "the Secret is set back to the first value",
                        new Outside(
                                (run, _) -> run.world.tamper(new Published("id0", 1)), (run, _) -> run.settledAt(2))),
                argumentSet(
                        "the Secret is set to nobody's value under a later stamp",
                        new Outside(
                                (run, _) -> run.world.tamper(new Published("nobody's", 9)),
                                (run, _) -> run.settledAt(2))),
                argumentSet(
                        "the keyring is restored as it was before the rotation",
                        new Outside(
                                (run, _) -> {
                                    run.world.restore(run.beforeTheRotation());
                                    run.restart();
                                },
                                (run, _) -> run.settledAt(2))),
                argumentSet(
                        "the keyring is restored as it was three writes ago",
                        new Outside(
                                (run, _) -> {
                                    var backups = run.world.backups();
                                    run.world.restore(backups.get(Math.max(run.firstBackup(), backups.size() - 4)));
                                    run.restart();
                                },
                                (run, _) -> run.settledAt(2))));
    }

    @ParameterizedTest
    @MethodSource("outside")
    void endsWell(Outside outside) {
        var runs = 0;
        for (var call = 0; call < MOST_CALLS; call++) {
            var choices = under(Map.of(), outside, call);
            runs++;
            for (var point = 0; point < choices.options().size(); point++) {
                for (var option = 1; option < choices.options().get(point); option++) {
                    under(Map.of(point, option), outside, call);
                    runs++;
                }
            }
        }
        assertThat(runs).isGreaterThan(1_000);
    }

    private static Choices under(Map<Integer, Integer> departures, Outside outside, int call) {
        var choices = Choices.departing(departures);
        var run = new Run(choices, 1, Duration.ofHours(1), HORIZON).withAKeyThatIsDue();
        var published = new int[1];
        run.until(call, () -> {
            published[0] = revisionOf(run);
            outside.comes().accept(run, published[0]);
        });
        outside.ends().accept(run, published[0]);
        return choices;
    }
}
