package dev.keyturn.kube;

import dev.keyturn.crd.Publication;
import dev.keyturn.crd.ReaderSubject;
import dev.keyturn.crd.TakeOverSpec;
import dev.keyturn.plan.DeletionPolicy;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Demand.AccountRef;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.Target;
import dev.keyturn.plan.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a spec. What admission would refuse is refused here again, since admission is no security control and may be bypassed; all
 * that is wrong is named at once.
 */
public final class SpecReader {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final String WHEN_NEEDED = "WhenNeeded";

    private final Rotations rotations;
    private final boolean restarts;

    public SpecReader(Duration shortestInterval) {
        this(shortestInterval, true);
    }

    /**
     * A reader.
     *
     * @param restarts whether this operator restarts workloads at all
     */
    public SpecReader(Duration shortestInterval, boolean restarts) {
        rotations = new Rotations(shortestInterval);
        this.restarts = restarts;
    }

    /** A spec that can be used, or why not. */
    public sealed interface Read {
        record Usable(Demand demand) implements Read {}

        record Unusable(Target target, String detail) implements Read {}
    }

    /** What the resource asks for, with the operator's defaults filled in. */
    public Read read(Credential credential) {
        var errors = new ArrayList<String>();
        var meta = credential.resource().getMetadata();
        var target = new Target(meta.getNamespace(), credential.secretName());
        check(meta.getName().length() <= 63, errors, "metadata.name has more than 63 characters");
        var workspace = credential.inWorkspace() ? credential.workspace().orElse("") : Place.WHOLE_ACCOUNT;
        check(
                !credential.inWorkspace() || workspace.matches("[a-zA-Z0-9_-]{1,63}"),
                errors,
                "spec.workspace must be the slug of a workspace, such as staging");
        var account = credential
                .accountRef()
                .map(ref -> new AccountRef(
                        Optional.ofNullable(ref.kind()).orElse("ClusterSuprSendAccount"),
                        Optional.ofNullable(ref.name()).orElse("default")))
                .orElse(new AccountRef("ClusterSuprSendAccount", "default"));
        check(
                account.kind().equals("ClusterSuprSendAccount")
                        || account.kind().equals("SuprSendAccount"),
                errors,
                "spec.accountRef.kind must be ClusterSuprSendAccount or SuprSendAccount");
        var pair = credential.pair().orElse("Own");
        check(pair.equals("Own") || pair.equals("Default"), errors, "spec.pair must be Own or Default");
        var defaultPair = pair.equals("Default");
        check(
                credential.turning().stream().allMatch(SpecReader::isWay),
                errors,
                "spec.turning must be Api, Bridge or Delivery");
        check(
                credential.turning().isEmpty() || defaultPair,
                errors,
                "spec.turning is for pair: Default; leave it out, a pair of its own always turns by the API");
        var rotation = rotations.read(credential, errors);
        var wait = credential
                .waitForConsumers()
                .map(text -> Durations.read("spec.onExposure.waitForConsumers", text, Duration.ZERO, A_DAY, errors))
                .orElse(Credential.DEFAULT_WAIT);
        var restart = credential.restart().orElse(WHEN_NEEDED);
        check(
                restart.equals(WHEN_NEEDED) || restart.equals("Never"),
                errors,
                "spec.consumers.restart must be WhenNeeded or Never");
        var policy = policy(credential).orElse(null);
        check(policy != null, errors, "spec.deletionPolicy must be Revoke or Retain");
        var data = credential
                .publish()
                .flatMap(publish -> Optional.ofNullable(publish.data()))
                .orElse(credential.defaultData());
        errors.addAll(PublishChecks.secretName(credential.secretName()));
        errors.addAll(PublishChecks.data(data, credential.fields()));
        check(
                !defaultPair || data.values().stream().noneMatch(text -> text != null && Demand.usesPrevious(text)),
                errors,
                "spec.publish.data shows the previous value, and of pair: Default there is none, since it is dead as soon as the next one "
                        + "is there; leave such entries out");
        errors.addAll(PublishChecks.metadata("label", labels(credential), PublishChecks::isLabelValue));
        errors.addAll(PublishChecks.metadata("annotation", annotations(credential), _ -> true));
        var takeOver = credential.takeOver().map(begin -> takeOver(begin, defaultPair, data, credential, errors));
        var readers = credential
                .allowedReaders()
                .map(subjects -> ReaderSubjects.read(
                        "spec.allowedReaders", new ArrayList<@Nullable ReaderSubject>(subjects), errors));
        if (!errors.isEmpty() || policy == null) {
            return new Read.Unusable(target, String.join("; ", errors));
        }
        return new Read.Usable(new Demand(
                account,
                workspace,
                credential.suspend(),
                rotation.every(),
                rotation.overlap(),
                wait,
                target,
                data,
                labels(credential),
                annotations(credential),
                policy,
                readers,
                defaultPair,
                credential.turning().map(Way::valueOf),
                takeOver,
                rotation.calendar(),
                restarts && restart.equals(WHEN_NEEDED)));
    }

    private static Demand.TakeOver takeOver(
            TakeOverSpec begin,
            boolean defaultPair,
            Map<String, String> data,
            Credential credential,
            List<String> errors) {
        var keyId = Optional.ofNullable(begin.keyId()).orElse("");
        check(
                keyId.matches("[A-Za-z0-9_-]{1,128}"),
                errors,
                "spec.takeOver.keyId must be the id of a key at the provider, such as ws_apik_01ABC, and never the key itself");
        check(
                !defaultPair,
                errors,
                "spec.takeOver is for pair: Own; leave it out, the default pair is taken as it stands");
        var missing = PublishChecks.withoutEntryOfItsOwn(data, credential.fields());
        check(
                missing.isEmpty(),
                errors,
                "spec.takeOver needs an entry of spec.publish.data that is just " + missing
                        + " and nothing else: in it stands what is taken over");
        return new Demand.TakeOver(keyId, Optional.ofNullable(begin.revoke()).orElse(true));
    }

    private static boolean isWay(String text) {
        return Stream.of(Way.values()).map(Way::name).anyMatch(text::equals);
    }

    /** What becomes of the key at a deletion; empty for a word that is none of the two. */
    public static Optional<DeletionPolicy> policy(Credential credential) {
        return switch (credential.deletionPolicy().orElse("Revoke")) {
            case "Revoke" -> Optional.of(DeletionPolicy.Revoke);
            case "Retain" -> Optional.of(DeletionPolicy.Retain);
            default -> Optional.empty();
        };
    }

    /** Where a resource publishes to, whatever else its spec says. */
    public static Target target(Credential credential) {
        return new Target(credential.resource().getMetadata().getNamespace(), credential.secretName());
    }

    private static Map<String, String> labels(Credential credential) {
        return credential.publish().map(Publication::labels).orElse(Map.of());
    }

    private static Map<String, String> annotations(Credential credential) {
        return credential.publish().map(Publication::annotations).orElse(Map.of());
    }

    private static void check(boolean holds, List<String> errors, String otherwise) {
        if (!holds) {
            errors.add(otherwise);
        }
    }
}
