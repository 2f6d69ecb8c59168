package dev.keyturn.reconcile;

import dev.keyturn.execute.Driver;
import dev.keyturn.execute.Subject;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.LeftAlive;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.Planner;
import dev.keyturn.plan.Standing;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Target;
import dev.keyturn.port.KeyringStore;
import dev.keyturn.port.Names;
import dev.keyturn.port.Resources;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keyrings for themselves: those that were released, and those whose resource is gone without having let go. */
public final class KeyringReconciler implements Reconciler<Secret> {

    private static final Logger log = LoggerFactory.getLogger(KeyringReconciler.class);
    private static final String WAYS_OUT =
            "end them at the provider, and the keyring goes when they are proved dead; what is retained dies by keyturn.dev/release: \"now\""
                    + " on the keyring";

    private final SimpleInboundEventSource<Secret> woken = new SimpleInboundEventSource<>("wakeups");
    private final Driver driver;
    private final KeyringStore keyrings;
    private final Resources resources;
    private final Wakeups wakeups;
    private final InstantSource time;
    private final Census census;
    private final Predicate<String> watched;
    private final Consumer<Target> onChange;
    private volatile @Nullable IndexerResourceCache<Secret> all;

    /**
     * A reconciler.
     *
     * @param watched whether the resources of a namespace are looked at
     * @param onChange called with what a keyring publishes in which something changed
     */
    public KeyringReconciler(
            Driver driver,
            KeyringStore keyrings,
            Resources resources,
            Wakeups wakeups,
            InstantSource time,
            Census census,
            Predicate<String> watched,
            Consumer<Target> onChange) {
        this.driver = driver;
        this.keyrings = keyrings;
        this.resources = resources;
        this.wakeups = wakeups;
        this.time = time;
        this.census = census;
        this.watched = watched;
        this.onChange = onChange;
    }

    @Override
    public List<EventSource<?, Secret>> prepareEventSources(EventSourceContext<Secret> context) {
        all = context.getPrimaryCache();
        return List.of(woken);
    }

    /** Has all of them looked at again. */
    public void wake() {
        var known = all;
        if (known != null) {
            known.list().map(ResourceID::fromResource).forEach(woken::propagateEvent);
        }
    }

    @Override
    public UpdateControl<Secret> reconcile(Secret keyring, Context<Secret> context) {
        if (isLookedAfter(keyring)) {
            census.keyring(keyring.getMetadata().getName(), Standing.Living);
            var target = Updates.annotation(keyring, Names.TARGET).split("/", 2);
            onChange.accept(new Target(target[0], target[1]));
            return UpdateControl.<Secret>noUpdate().rescheduleAfter(Planner.LONGEST_WAIT);
        }
        var stored = keyrings.read(keyring.getMetadata().getName()).orElse(null);
        if (stored == null) {
            census.forgetKeyring(keyring.getMetadata().getName());
            return UpdateControl.noUpdate();
        }
        var ledger = stored.keyring().ledger();
        if (ledger.standing() == Standing.Living && !watched.test(ledger.owner().namespace())) {
            return leaveAlone(keyring.getMetadata().getName(), ledger.owner());
        }
        if (!census.hasKeyring(keyring.getMetadata().getName())) {
            count(keyring.getMetadata().getName(), ledger, Optional.empty());
        }
        if (ledger.standing() != Standing.Living) {
            wakeups.naming(ledger.target());
        }
        onChange.accept(ledger.target());
        return drive(keyring.getMetadata().getName(), ledger.owner(), ledger.target(), stored.releaseAsked());
    }

    /** By its metadata: what a resource has that is there is that one's to look at, and is not read for it twice. */
    private boolean isLookedAfter(Secret keyring) {
        var owner = Updates.annotation(keyring, Names.OWNER).split("/", -1);
        return Standing.Living.name().equals(Updates.label(keyring, Names.STANDING))
                && Updates.annotation(keyring, Names.RELEASE).isBlank()
                && Updates.annotation(keyring, Names.TARGET).contains("/")
                && owner.length == 3
                && wakeups.knows(owner[0], owner[1], owner[2], Updates.annotation(keyring, Names.OWNER_UID));
    }

    @Override
    public ErrorStatusUpdateControl<Secret> updateErrorStatus(
            Secret keyring, Context<Secret> context, Exception failure) {
        return Lacking.after(failure, keyring, census);
    }

    private void count(String name, Ledger ledger, Optional<Step> rest) {
        var left = LeftAlive.of(ledger, rest);
        if (left.isEmpty()) {
            census.keyring(name, ledger.standing());
        } else if (census.undone(name)) {
            log.atWarn()
                    .addKeyValue("keyring", name)
                    .addKeyValue("credential", ledger.owner().reference())
                    .addKeyValue("standing", ledger.standing())
                    .addKeyValue("keys", left.get().keys().stream().map(Key::id).toList())
                    .log(
                            "its resource is gone, and these keys live until somebody ends them: {}",
                            left.get().why().orElse(WAYS_OUT));
        }
    }

    /** Nobody hears of an exposure there: that must not look as if all were well. */
    private UpdateControl<Secret> leaveAlone(String name, Owner owner) {
        if (census.unwatched(name)) {
            log.atWarn()
                    .addKeyValue("keyring", name)
                    .addKeyValue("credential", owner.reference())
                    .log(
                            "namespace {} is not watched: nothing of this credential turns or dies, not even when it is"
                                    + " exposed, and its deletion hangs; watch the namespace again, or delete it while it is"
                                    + " watched",
                            owner.namespace());
        }
        return UpdateControl.noUpdate();
    }

    /** A person's release counts also where the kind is not served any more; absence by itself does not. */
    private UpdateControl<Secret> drive(String name, Owner owner, Target target, boolean releaseAsked) {
        var presence = resources.presence(owner);
        var gone = presence == Resources.Presence.GONE || (releaseAsked && presence == Resources.Presence.UNKNOWN);
        var result = driver.drive(new Subject.Orphan(target, owner, gone));
        if (result.rest() instanceof Step.LetGo) {
            log.atInfo().addKeyValue("target", target).log("keyring is worked off and removed");
            census.forgetKeyring(name);
            wakeups.naming(target);
            return UpdateControl.noUpdate();
        }
        // What was condemned just now may be what only a person can end: that is not told a minute later.
        result.ledger().ifPresent(left -> count(name, left, Optional.of(result.rest())));
        return UpdateControl.<Secret>noUpdate().rescheduleAfter(Pace.until(result.again(), time.instant()));
    }

    /** Only keyrings, in the keyring namespace. */
    public static String selector() {
        return Names.PART + "=" + Names.PART_KEYRING;
    }
}
