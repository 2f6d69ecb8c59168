package dev.keyturn.kube;

import dev.keyturn.plan.Workload;
import dev.keyturn.plan.Workload.Standing;
import dev.keyturn.port.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Deployments, StatefulSets and DaemonSets say of a restart. */
final class Templates {

    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String RELOADER = "reloader.stakater.com/";
    private static final String ON_DELETE = "OnDelete";

    private Templates() {}

    /** One whose pods are those of this ReplicaSet: if it is not the newest, they are being replaced already. */
    static Workload of(Deployment found, ReplicaSet pods) {
        if (Boolean.TRUE.equals(found.getSpec().getPaused())) {
            return workload(found, found.getSpec().getTemplate(), Standing.STUCK, "is paused");
        }
        var newest = annotation(found, REVISION);
        var theirs = annotation(pods, REVISION);
        var leaving = newest.isPresent() && theirs.isPresent() && !newest.equals(theirs);
        return workload(found, found.getSpec().getTemplate(), leaving ? Standing.LEAVING : Standing.FREE, "");
    }

    static Workload of(StatefulSet found) {
        var strategy = found.getSpec().getUpdateStrategy();
        var rolling = strategy == null ? null : strategy.getRollingUpdate();
        if (strategy != null && ON_DELETE.equals(strategy.getType())) {
            return stuckOnDelete(found, found.getSpec().getTemplate());
        }
        return rolling != null && rolling.getPartition() != null && rolling.getPartition() > 0
                ? workload(
                        found, found.getSpec().getTemplate(), Standing.STUCK, "has a partition in its updateStrategy")
                : workload(found, found.getSpec().getTemplate(), Standing.FREE, "");
    }

    static Workload of(DaemonSet found) {
        var strategy = found.getSpec().getUpdateStrategy();
        return strategy != null && ON_DELETE.equals(strategy.getType())
                ? stuckOnDelete(found, found.getSpec().getTemplate())
                : workload(found, found.getSpec().getTemplate(), Standing.FREE, "");
    }

    private static Workload stuckOnDelete(HasMetadata found, PodTemplateSpec template) {
        return workload(found, template, Standing.STUCK, "has the updateStrategy OnDelete");
    }

    private static Workload workload(HasMetadata found, PodTemplateSpec template, Standing standing, String why) {
        var meta = found.getMetadata();
        var marks = new HashMap<String, String>();
        var ofTemplate = of(
                template.getMetadata() == null ? null : template.getMetadata().getAnnotations());
        ofTemplate.forEach((name, value) -> {
            if (name.startsWith(Names.RESTARTED)) {
                marks.put(name.substring(Names.RESTARTED.length()), value);
            }
        });
        var reloader = Stream.of(ofTemplate, of(meta.getAnnotations()))
                .flatMap(all -> all.entrySet().stream())
                .filter(entry -> entry.getKey().contains(RELOADER) && entry.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (_, own) -> own));
        return new Workload(
                found.getKind(),
                meta.getName(),
                meta.getResourceVersion(),
                Map.copyOf(marks),
                Map.copyOf(reloader),
                found.isMarkedForDeletion() ? Standing.LEAVING : standing,
                why);
    }

    private static Optional<String> annotation(HasMetadata found, String name) {
        return Optional.ofNullable(of(found.getMetadata().getAnnotations()).get(name));
    }

    private static Map<String, String> of(@Nullable Map<String, String> annotations) {
        return annotations == null ? Map.of() : annotations;
    }
}
