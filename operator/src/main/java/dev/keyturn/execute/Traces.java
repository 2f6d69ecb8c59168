package dev.keyturn.execute;

import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.Sink;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.Look;
import dev.keyturn.port.Material;
import dev.keyturn.port.Secret;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where the values of a keyring stand in a Secret. Stamps are not trusted, and templates change. */
final class Traces {

    private Traces() {}

    /**
     * The key whose value stands in the Secret: the one whose entries stand there as they are wanted; else, where the template has
     * changed since, the one that the entries once published carry; else the one that any entry carries. A copy of an old value that
     * somebody keeps beside ours hides nothing.
     */
    static Optional<Key> holder(Look look, Keyring keyring, @Nullable Demand demand) {
        var sink = keyring.ledger().sink();
        var published = sink == null ? List.<String>of() : sink.entries();
        var past = past(sink, demand);
        return holder(keyring, material -> demand != null && stands(look, material, demand))
                .or(() -> holder(
                        keyring,
                        material ->
                                carried(look, material, entry -> published.contains(entry) && !past.contains(entry))))
                .or(() -> holder(keyring, material -> carried(look, material, entry -> !past.contains(entry))));
    }

    /** The entries that show the key before, as wanted now and as published last: they say nothing of which one is in use. */
    private static Set<String> past(@Nullable Sink sink, @Nullable Demand demand) {
        var entries = new HashSet<String>();
        if (sink != null && sink.previous() != null) {
            entries.addAll(sink.previous().entries());
        }
        if (demand != null) {
            demand.data().forEach((entry, text) -> {
                if (Demand.usesPrevious(text)) {
                    entries.add(entry);
                }
            });
        }
        return entries;
    }

    /** The newest first. */
    private static Optional<Key> holder(Keyring keyring, Predicate<Material> holds) {
        return keyring.ledger().keys().stream()
                .sorted(Comparator.comparingInt(Key::revision).reversed())
                .filter(key -> keyring.materialOf(key).filter(holds).isPresent())
                .findFirst();
    }

    private static boolean stands(Look look, Material material, Demand demand) {
        var telling = new HashMap<>(demand.data());
        telling.values().removeIf(text -> !text.contains("{{"));
        return look.data()
                .entrySet()
                .containsAll(Template.render(telling, material).entrySet());
    }

    private static boolean carried(Look look, Material material, Predicate<String> entries) {
        return material.fields().values().stream()
                .allMatch(value -> look.data().entrySet().stream()
                        .filter(entry -> entries.test(entry.getKey()))
                        .anyMatch(entry -> carries(entry.getValue(), value)));
    }

    private static boolean carries(Secret entry, Secret value) {
        return value.lendText(needle -> entry.lendText(text -> text.contains(needle)));
    }

    /**
     * What is ours in a Secret that is let go of: what the ledger says, and every entry with a value of this keyring. Of a publication
     * that nobody wrote down the Secret itself has to say whether others had it first.
     */
    static Sink left(Look look, Keyring keyring, Sink recorded) {
        var owner = keyring.ledger().owner();
        var entries = new TreeSet<>(recorded.entries());
        look.data().forEach((entry, value) -> {
            if (keyring.material().values().stream()
                    .flatMap(material -> material.fields().values().stream())
                    .anyMatch(ours -> carries(value, ours))) {
                entries.add(entry);
            }
        });
        return new Sink(
                recorded.revision(),
                recorded.attempt(),
                recorded.publication(),
                recorded.publishedAt(),
                recorded.readBackAt(),
                recorded.isRecorded() ? recorded.adopted() : Rendering.consents(look, owner),
                List.copyOf(entries),
                recorded.labels(),
                recorded.annotations(),
                recorded.previous(),
                recorded.replacement());
    }
}
