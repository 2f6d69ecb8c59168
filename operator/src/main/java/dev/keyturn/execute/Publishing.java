package dev.keyturn.execute;

import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.LaterValue;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.PreviousValue;
import dev.keyturn.plan.Sink;
import dev.keyturn.plan.SinkView;
import dev.keyturn.port.Content;
import dev.keyturn.port.Look;
import dev.keyturn.port.Names;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.WriteLostException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes values into the published Secret. */
final class Publishing {

    private final Ports ports;
    private final Sessions sessions;
    private final Memory memory;
    private final Rendering rendering;

    Publishing(Ports ports, Sessions sessions, Memory memory, Rendering rendering) {
        this.ports = ports;
        this.sessions = sessions;
        this.memory = memory;
        this.rendering = rendering;
    }

    /**
     * The Secret is read first, the keyring live after it, or written: who decided on an older keyring writes nothing. A pass has read
     * both in this order when it began, and has the next version of the keyring in hand with each of its writes.
     */
    Performed publish(Scene scene, Key key) throws WriteLostException, PermissionMissingException {
        var demand = scene.wanted();
        var look = scene.fresh().isPresent() ? scene.fresh().get() : anew(scene, demand);
        var owner = scene.wanting().owner();
        var view = rendering.claimed(look, scene.name(), scene.keyring(), owner, demand);
        if (isLaterThan(view, key, scene)) {
            throw new WriteLostException("the Secret holds a later value than the one to be published");
        }
        if (view instanceof SinkView.Refused(var reason, var detail)) {
            return Performed.of(new Outcome.Blocked(reason, detail, Optional.empty()));
        }
        var sink = scene.keyring().ledger().sink();
        var content = rendering.content(scene.name(), owner, demand, key, scene.keyring(), scene.materialOf(key));
        var replaced = !holds(view, key) && holdsAnother(look, content);
        var since = Optional.ofNullable(sink)
                .filter(known -> known.attempt().equals(key.attempt()) && holds(view, key))
                .map(Sink::publishedAt);
        var written = ports.publisher().write(look, content);
        scene.account().filter(_ -> scene.feeds()).ifPresent(sessions::tokenPublished);
        var published = new Outcome.Published(
                since.or(written::writtenAt).orElseGet(() -> ports.time().instant()),
                look.exists() && Rendering.consents(look, owner),
                List.copyOf(content.data().keySet()),
                List.copyOf(content.labels().keySet()),
                content.annotations().keySet().stream()
                        .filter(name -> !name.equals(Names.ENDED))
                        .toList(),
                shown(scene, demand, key, content),
                replaced);
        return Performed.with(published, written);
    }

    private Look anew(Scene scene, Demand demand) throws WriteLostException, PermissionMissingException {
        var look = ports.publisher().look(demand.target(), scene.feeds());
        var live = ports.keyrings().read(scene.name());
        if (live.filter(found -> found.keyring().ledger().equals(scene.keyring().ledger()))
                .isEmpty()) {
            throw new WriteLostException("the keyring changed since the decision");
        }
        return look;
    }

    private static boolean holdsAnother(Look look, Content content) {
        return content.data().entrySet().stream().anyMatch(entry -> {
            var there = look.data().get(entry.getKey());
            return there != null && !there.equals(entry.getValue());
        });
    }

    /** What the Secret shows of the key before, if it has entries for that. */
    private static Sink.@Nullable Previous shown(Scene scene, Demand demand, Key key, Content content) {
        var entries = content.data().keySet().stream()
                .filter(entry -> Demand.usesPrevious(demand.data().getOrDefault(entry, "")))
                .toList();
        return entries.isEmpty()
                ? null
                : PreviousValue.beside(scene.keyring().ledger(), key)
                        .map(previous -> new Sink.Previous(previous.attempt(), entries))
                        .orElse(null);
    }

    private static boolean holds(SinkView view, Key key) {
        return view instanceof SinkView.Ours ours
                && ours.holds().filter(key.attempt()::equals).isPresent();
    }

    /** Whether the Secret holds a later revision, known and not doomed, or one that is still to be found out about. */
    private boolean isLaterThan(SinkView view, Key key, Scene scene) {
        var ledger = scene.keyring().ledger();
        var known = view instanceof SinkView.Ours ours ? ours.holds().flatMap(ledger::key) : Optional.<Key>empty();
        return known.filter(held -> held.revision() > key.revision() && !held.doomed())
                        .isPresent()
                || LaterValue.in(
                                view,
                                ledger,
                                memory.memo(
                                                scene.name(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                ports.time().instant())
                                        .dismissed())
                        .isPresent();
    }
}
