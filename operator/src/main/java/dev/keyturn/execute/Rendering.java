package dev.keyturn.execute;

import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.PreviousValue;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.SinkView;
import dev.keyturn.plan.Words;
import dev.keyturn.port.Content;
import dev.keyturn.port.Installation;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.Look;
import dev.keyturn.port.Material;
import dev.keyturn.port.Names;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the published Secret is to hold, and what one look at it says. */
final class Rendering {

    private final Installation installation;

    Rendering(Installation installation) {
        this.installation = installation;
    }

    /** The Secret's content for a key, and what was ours before and is to go. */
    Content content(String name, Owner owner, Demand demand, Key key, Keyring keyring, Material material) {
        var ledger = keyring.ledger();
        var data = Template.render(
                demand.data(), material, PreviousValue.beside(ledger, key).flatMap(keyring::materialOf));
        var labels = new HashMap<>(demand.labels());
        labels.put(Names.MANAGED_BY, Names.MANAGER);
        labels.put(Names.KIND, owner.kind());
        labels.put(Names.NAME, owner.name());
        var annotations = new HashMap<>(demand.annotations());
        annotations.put(Names.INSTALLATION, installation.id());
        annotations.put(Names.KEYRING, name);
        annotations.put(Names.KEY_ID, key.id());
        annotations.put(Names.REVISION, Integer.toString(key.revision()));
        annotations.put(Names.TURNED_AT, key.issuedAt().toString());
        var ended = PreviousValue.ended(ledger, demand.usesPrevious());
        if (!ended.isEmpty()) {
            annotations.put(Names.ENDED, ended.stream().map(Key::id).sorted().collect(Collectors.joining(",")));
        }
        var before = ledger.sink();
        return new Content(
                data,
                labels,
                annotations,
                stale(
                        before == null ? List.of() : before.entries(),
                        demand.data().keySet(),
                        data.keySet()),
                stale(before == null ? List.of() : before.labels(), Set.of(), labels.keySet()),
                stale(before == null ? List.of() : before.annotations(), Set.of(Names.ENDED), annotations.keySet()));
    }

    /** What was ours, or would be at another time, and is not wanted now. */
    private static Set<String> stale(Collection<String> before, Set<String> atTimes, Set<String> now) {
        var gone = new HashSet<>(before);
        gone.addAll(atTimes);
        gone.removeAll(now);
        return gone;
    }

    /** What a look says about a target that nothing of ours has claimed. */
    SinkView unclaimed(Look look, Owner owner) {
        if (look.forbidden().isPresent()) {
            return forbidden(look);
        }
        if (!look.exists()) {
            return new SinkView.Absent();
        }
        var stamp = look.annotation(Names.KEYRING);
        if (stamp.isPresent()) {
            return stamped(look, owner);
        }
        return consents(look, owner) ? new SinkView.Consenting() : new SinkView.Silent(withoutConsent(look, owner));
    }

    private SinkView stamped(Look look, Owner owner) {
        var other = look.annotation(Names.INSTALLATION).filter(id -> !id.equals(installation.id()));
        var name = look.target().secretName();
        if (other.isPresent()) {
            return new SinkView.Refused(
                    Reason.ForeignInstallation,
                    "Secret " + name
                            + " is published by another Keyturn installation; " + Words.OTHER_SECRET + ". Where that "
                            + "installation and its keyrings are gone, and the old key is left to be revoked by hand: "
                            + unstamp(look, owner));
        }
        return new SinkView.Refused(
                Reason.KeyringMissing,
                "Secret " + name
                        + " was published from a keyring that is not there any more; restore the keyring from its backup, or, to "
                        + "begin anew and leave the old key to be revoked by hand: " + unstamp(look, owner));
    }

    private static String unstamp(Look look, Owner owner) {
        return "kubectl annotate secret " + look.target().secretName() + " -n "
                + look.target().namespace() + " --overwrite " + Names.KEYRING + "- " + Names.ADOPTABLE_BY + "="
                + owner.reference();
    }

    private static SinkView forbidden(Look look) {
        return new SinkView.Refused(
                Reason.NotAdoptable,
                "Secret " + look.target().secretName() + " " + look.forbidden().orElse(""));
    }

    /** The consent stays in the Secret, so it still tells after a crash what was there before the first publication. */
    static boolean consents(Look look, Owner owner) {
        return look.annotation(Names.ADOPTABLE_BY)
                .filter(owner.reference()::equals)
                .isPresent();
    }

    private static SinkView unstamped(Look look, Owner owner) {
        return consents(look, owner)
                ? new SinkView.Consenting()
                : new SinkView.Refused(Reason.NotAdoptable, withoutConsent(look, owner));
    }

    private static String withoutConsent(Look look, Owner owner) {
        var name = look.target().secretName();
        return "Secret " + name
                + " exists and does not consent; " + Words.OTHER_SECRET + ", or: kubectl annotate secret " + name
                + " -n " + look.target().namespace() + " " + Names.ADOPTABLE_BY + "=" + owner.reference();
    }

    /** What a look says about the target of a keyring; values are compared, stamps are not trusted. */
    SinkView claimed(Look look, String name, Keyring keyring, Owner owner, @Nullable Demand demand) {
        if (look.forbidden().isPresent()) {
            return forbidden(look);
        }
        if (!look.exists()) {
            return new SinkView.Absent();
        }
        var holds = Traces.holder(look, keyring, demand);
        var ours = look.annotation(Names.KEYRING).filter(name::equals).isPresent();
        if (!ours && (holds.isEmpty() || isTheirsStill(look, keyring.ledger(), holds.get(), owner))) {
            return look.annotation(Names.KEYRING).isPresent() ? stamped(look, owner) : unstamped(look, owner);
        }
        return new SinkView.Ours(
                holds.map(Key::attempt),
                demand != null && isExact(look, name, keyring, owner, demand),
                look.annotation(Names.REVISION).flatMap(Rendering::number).orElse(0),
                look.annotation(Names.KEY_ID).filter(_ -> ours));
    }

    /** What was taken over stood there before: until it is published, and stamped, the Secret has to go on consenting. */
    private static boolean isTheirsStill(Look look, Ledger ledger, Key held, Owner owner) {
        return held.takenOver() && ledger.sink() == null && !consents(look, owner);
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    private boolean isExact(Look look, String name, Keyring keyring, Owner owner, Demand demand) {
        var current = keyring.ledger().current().orElse(null);
        var material = current == null ? null : keyring.material().get(current.attempt());
        if (current == null || material == null) {
            return false;
        }
        var wanted = content(name, owner, demand, current, keyring, material);
        return contains(look.data(), wanted.data(), wanted.staleEntries())
                && contains(look.labels(), wanted.labels(), wanted.staleLabels())
                && contains(told(look.annotations(), wanted), wanted.annotations(), wanted.staleAnnotations());
    }

    /**
     * What is said of values that were taken out is right as long as it says enough: that some of them are dead by now is no reason to write
     * the Secret.
     */
    private static Map<String, String> told(Map<String, String> there, Content wanted) {
        var all = new HashMap<>(there);
        var ended = all.remove(Names.ENDED);
        var needed = wanted.annotations().get(Names.ENDED);
        if (needed != null && ended != null && List.of(ended.split(",")).containsAll(List.of(needed.split(",")))) {
            all.put(Names.ENDED, needed);
        }
        return all;
    }

    private static <T> boolean contains(Map<String, T> there, Map<String, T> wanted, Set<String> stale) {
        return there.entrySet().containsAll(wanted.entrySet()) && stale.stream().noneMatch(there::containsKey);
    }
}
