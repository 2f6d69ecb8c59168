package dev.keyturn.kube;

import dev.keyturn.plan.Sink;
import dev.keyturn.port.Content;
import dev.keyturn.port.Names;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A published Secret as it will be: only what is ours in it changes. */
final class SecretEdits {

    private static final List<String> STAMPS =
            List.of(Names.INSTALLATION, Names.KEYRING, Names.KEY_ID, Names.REVISION, Names.TURNED_AT, Names.ENDED);
    private static final List<String> STAMPING_LABELS = List.of(Names.KIND, Names.NAME);

    private SecretEdits() {}

    /** With our entries, labels and annotations, and without those that were ours and are no longer wanted. */
    static Secret merged(Secret there, Content content) {
        var data = there.getData() == null ? new HashMap<String, String>() : new HashMap<>(there.getData());
        data.keySet().removeAll(content.staleEntries());
        content.data().forEach((entry, value) -> data.put(entry, value.lend(Base64.getEncoder()::encodeToString)));
        var meta = there.getMetadata();
        return written(
                there,
                data,
                laidOver(meta.getLabels(), content.labels(), content.staleLabels()),
                laidOver(meta.getAnnotations(), content.annotations(), content.staleAnnotations()));
    }

    private static Map<String, String> laidOver(
            @Nullable Map<String, String> there, Map<String, String> ours, Set<String> stale) {
        var all = there == null ? new HashMap<String, String>() : new HashMap<>(there);
        all.keySet().removeAll(stale);
        all.putAll(ours);
        return all;
    }

    private static Secret written(
            Secret there, Map<String, String> data, Map<String, String> labels, Map<String, String> annotations) {
        return new SecretBuilder(there)
                .withMetadata(new ObjectMetaBuilder(there.getMetadata())
                        .withManagedFields(List.of())
                        .withLabels(labels)
                        .withAnnotations(annotations)
                        .build())
                .withData(data)
                .build();
    }

    /** Without anything of ours; what it consented to, it still consents to. */
    static Secret handedBack(Secret there, Sink sink) {
        var data = without(there.getData(), sink.entries());
        // Whoever put another name there manages it now.
        var ours = sink.labels().stream()
                .filter(label -> !label.equals(Names.MANAGED_BY))
                .toList();
        var labels = without(there.getMetadata().getLabels(), ours);
        labels.keySet().removeAll(STAMPING_LABELS);
        labels.remove(Names.MANAGED_BY, Names.MANAGER);
        var annotations = without(there.getMetadata().getAnnotations(), sink.annotations());
        annotations.keySet().removeAll(STAMPS);
        return written(there, data, labels, annotations);
    }

    private static Map<String, String> without(@Nullable Map<String, String> there, List<String> ours) {
        var rest = there == null ? new HashMap<String, String>() : new HashMap<>(there);
        rest.keySet().removeAll(ours);
        return rest;
    }
}
