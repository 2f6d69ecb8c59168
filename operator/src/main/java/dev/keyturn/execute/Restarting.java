package dev.keyturn.execute;

import dev.keyturn.plan.Controller;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.PodUse;
import dev.keyturn.plan.Restarts;
import dev.keyturn.plan.Restarts.Turned;
import dev.keyturn.plan.Restarts.Verdict;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Target;
import dev.keyturn.plan.Workload;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.UnreadableKeyringException;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restarts the workloads whose pods keep a value that was replaced, and tells of pods why nobody does. */
final class Restarting {

    private static final Logger log = LoggerFactory.getLogger(Restarting.class);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Ports ports;

    Restarting(Ports ports) {
        this.ports = ports;
    }

    Outcome restart(Scene scene, Step.Restart step) throws PermissionMissingException {
        var target = scene.wanted().target();
        var own = Restarts.turned(scene.name(), scene.keyring().ledger())
                .filter(turned -> turned.replacement().mark().equals(step.mark()))
                .orElse(null);
        if (own == null) {
            return new Outcome.Done();
        }
        var round = new Round(scene, own, target, secretOf(scene));
        var byController = ports.workloads().users(target).stream()
                .filter(pod -> !pod.leaving() && Restarts.keepsOlder(pod, own.replacement()))
                .filter(pod -> pod.controller() != null)
                .collect(Collectors.groupingBy(pod -> Objects.requireNonNull(pod.controller())));
        byController.forEach(round::look);
        return round.outcome(ports.time().instant());
    }

    private Map<String, String> secretOf(Scene scene) throws PermissionMissingException {
        return ports.publisher().look(scene.wanted().target(), scene.feeds()).annotations();
    }

    /** The pods with a word on each that is waited for in vain, where something is to be said. */
    List<PodUse> noted(Scene scene, List<PodUse> pods) throws PermissionMissingException {
        var own = Restarts.turned(scene.name(), scene.keyring().ledger()).orElse(null);
        if (own == null || !scene.wanted().restart()) {
            return pods;
        }
        var secret = secretOf(scene);
        var namespace = scene.wanted().target().namespace();
        var words = new HashMap<Controller, Optional<String>>();
        return pods.stream()
                .map(pod -> Optional.ofNullable(pod.controller())
                        .filter(_ -> Restarts.keepsOlder(pod, own.replacement()))
                        .flatMap(
                                controller -> words.computeIfAbsent(controller, it -> note(namespace, it, own, secret)))
                        .map(pod::noted)
                        .orElse(pod))
                .toList();
    }

    private Optional<String> note(String namespace, Controller controller, Turned own, Map<String, String> secret) {
        return Restarts.note(ports.workloads().owner(namespace, controller), own, secret);
    }

    /** One walk over the workloads that use a Secret. */
    private final class Round {

        private final Scene scene;
        private final Turned own;
        private final Target target;
        private final Map<String, String> secret;
        private final Map<String, Optional<StoredKeyring>> keyrings = new HashMap<>();
        private final Set<String> seen = new HashSet<>();
        private final List<String> restarted = new ArrayList<>();
        private final List<String> left = new ArrayList<>();
        private final List<Instant> later = new ArrayList<>();
        private boolean remains;

        Round(Scene scene, Turned own, Target target, Map<String, String> secret) {
            this.scene = scene;
            this.own = own;
            this.target = target;
            this.secret = secret;
        }

        void look(Controller controller, List<PodUse> pods) {
            var workload = ports.workloads().owner(target.namespace(), controller);
            var others = others(pods);
            var turned = others.stream()
                    .flatMap(keyring ->
                            Restarts.turned(keyring.name(), keyring.keyring().ledger()).stream())
                    .toList();
            var now = ports.time().instant();
            switch (Restarts.judge(workload, pods, own, turned, !others.isEmpty(), secret, now)) {
                case Verdict.Over _ -> {}
                case Verdict.Left(var why) -> {
                    // Whoever may not be restarted now may be later, and nobody tells when.
                    remains |= workload.standing() == Workload.Standing.BARRED;
                    left.add(workload.reference() + " " + why);
                }
                case Verdict.Later(var at) -> {
                    remains = true;
                    at.ifPresent(later::add);
                }
                case Verdict.Restart(var marks) -> {
                    if (seen.add(workload.id())) {
                        restart(workload, marks);
                    }
                }
            }
        }

        private void restart(Workload workload, Map<String, String> marks) {
            try {
                ports.workloads().restart(target.namespace(), workload, marks);
                restarted.add(workload.id());
            } catch (WriteLostException e) {
                remains = true;
                later.add(ports.time().instant().plus(SOON));
                log.atDebug().addKeyValue("keyring", scene.name()).log("a restart was lost: {}", e.getMessage());
            } catch (PermissionMissingException e) {
                // It may be granted any time.
                remains = true;
                left.add(workload.reference() + " " + e.getMessage());
            }
        }

        /** Keyrings of what else these pods keep, if it is Keyturn's. */
        private List<StoredKeyring> others(Collection<PodUse> pods) {
            return pods.stream()
                    .flatMap(pod -> pod.byEnvToo().stream())
                    .distinct()
                    .filter(name -> !name.equals(target.secretName()))
                    .map(name -> keyrings.computeIfAbsent(name, this::keyringOf))
                    .flatMap(Optional::stream)
                    .toList();
        }

        private Optional<StoredKeyring> keyringOf(String name) {
            try {
                return ports.keyrings().read(ports.keyrings().nameOf(new Target(target.namespace(), name)));
            } catch (UnreadableKeyringException e) {
                // It stalls its own credential, and none that shares a workload with it.
                log.atDebug().addKeyValue("keyring", scene.name()).log("passed over: {}", e.getMessage());
                return Optional.empty();
            }
        }

        Outcome.Restarted outcome(Instant now) {
            return new Outcome.Restarted(
                    restarted.stream().sorted().toList(),
                    left.stream().sorted().toList(),
                    !remains,
                    later.stream()
                            .min(Instant::compareTo)
                            .map(at -> at.isAfter(now) ? Duration.between(now, at) : SOON));
        }
    }
}
