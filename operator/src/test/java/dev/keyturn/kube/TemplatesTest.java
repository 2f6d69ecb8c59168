package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.plan.Workload;
import dev.keyturn.plan.Workload.Standing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TemplatesTest {

    private static <T extends HasMetadata> T read(Class<T> type, String meta, String spec) {
        return Serialization.unmarshal(
                "apiVersion: apps/v1\nkind: " + type.getSimpleName() + "\nmetadata: {name: web, resourceVersion: '7', "
                        + meta + "}\nspec: {" + spec
                        + "template: {metadata: {annotations: {keyturn.dev/restarted-kr-a: '2.2', "
                        + "secret.reloader.stakater.com/reload: a, example.com/b: c}}}}\n",
                type);
    }

    private static String revision(int number) {
        return "annotations: {deployment.kubernetes.io/revision: '" + number + "', reloader.stakater.com/auto: 'true'}";
    }

    private static Workload deployment(String meta, String spec, int podsOf) {
        return Templates.of(read(Deployment.class, meta, spec), read(ReplicaSet.class, revision(podsOf), ""));
    }

    private static Workload statefulSet(String strategy) {
        return Templates.of(read(StatefulSet.class, "", strategy));
    }

    private static Workload daemonSet(String strategy) {
        return Templates.of(read(DaemonSet.class, "", strategy));
    }

    static Stream<Arguments> standings() {
        return Stream.of(
                argumentSet("pods of the newest template", deployment(revision(3), "", 3), Standing.FREE, ""),
                argumentSet("pods of an older one", deployment(revision(3), "", 2), Standing.LEAVING, ""),
                argumentSet("nothing is told of templates", deployment("", "", 2), Standing.FREE, ""),
                argumentSet("paused", deployment(revision(3), "paused: true, ", 2), Standing.STUCK, "is paused"),
                argumentSet(
                        "being deleted",
                        deployment("deletionTimestamp: '2026-11-24T10:15:30Z'", "paused: true, ", 2),
                        Standing.LEAVING,
                        "is paused"),
                argumentSet("a StatefulSet", statefulSet(""), Standing.FREE, ""),
                argumentSet(
                        "one that is rolled",
                        statefulSet("updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 0}}, "),
                        Standing.FREE,
                        ""),
                argumentSet(
                        "one that is rolled in part",
                        statefulSet("updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}, "),
                        Standing.STUCK,
                        "has a partition in its updateStrategy"),
                argumentSet(
                        "one that is not",
                        statefulSet("updateStrategy: {type: OnDelete}, "),
                        Standing.STUCK,
                        "has the updateStrategy OnDelete"),
                argumentSet("a DaemonSet", daemonSet("updateStrategy: {type: RollingUpdate}, "), Standing.FREE, ""),
                argumentSet(
                        "one of these that is not",
                        daemonSet("updateStrategy: {type: OnDelete}, "),
                        Standing.STUCK,
                        "has the updateStrategy OnDelete"));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("standings")
    void tellsWhetherAChangeWouldReplaceThePods(Workload workload, Standing standing, String why) {
        assertThat(workload).returns(standing, Workload::standing).returns(why, Workload::why);
    }

    @Test
    void ofAnnotationsItTellsThoseOfRestarts() {
        assertThat(deployment(revision(3), "", 3))
                .returns("Deployment/web", Workload::id)
                .returns("7", Workload::version)
                .returns(Map.of("kr-a", "2.2"), Workload::marks)
                .returns(
                        Map.of("secret.reloader.stakater.com/reload", "a", "reloader.stakater.com/auto", "true"),
                        Workload::annotations);
    }

    @Test
    void aTemplateWithoutMetadataHasNoMarks() {
        var found = read(StatefulSet.class, "", "");
        found.getSpec().getTemplate().setMetadata(null);

        assertThat(Templates.of(found).marks()).isEmpty();
    }
}
