package dev.keyturn.e2e;

import static org.awaitility.Awaitility.await;

import dev.keyturn.helm.ChartedRights;
import dev.keyturn.helm.Helm;
import dev.keyturn.kube.Right;
import dev.keyturn.kube.ServerClock;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** As whom the operator of a stage acts: the chart's ServiceAccount, with the rights that the chart gives it and no others. */
final class OperatorsAccount {

    private static final String NAME = "keyturn";

    private final Stage stage;
    private final ChartedRights charted;
    private final RightsBook.Entry entry;

    private OperatorsAccount(Stage stage, ChartedRights charted) {
        this.stage = stage;
        this.charted = charted;
        entry = new RightsBook.Entry(user(), stage.home, stage.keyringNamespace(), charted.granted());
        give();
    }

    /** For a stage as it is configured now; everything is granted when this comes back. */
    static OperatorsAccount ofTheChart(Stage stage) {
        var account = new OperatorsAccount(stage, rendered(stage));
        RightsBook.open(account.entry);
        return account;
    }

    /** One with other rights, which is in no book. */
    static OperatorsAccount with(Stage stage, UnaryOperator<ChartedRights> edit) {
        return new OperatorsAccount(stage, edit.apply(rendered(stage)));
    }

    private static ChartedRights rendered(Stage stage) {
        return ChartedRights.of(Helm.ofThisMachine(), stage.home, values(stage));
    }

    /** Takes what the cluster as a whole granted to operators of a stage: who may read Secrets everywhere is something that the next stage sees. */
    static void withdraw(Stage stage) {
        var bindings = stage.client().rbac().clusterRoleBindings();
        bindings.list().getItems().stream()
                .filter(binding ->
                        binding.getSubjects().stream().anyMatch(subject -> stage.home.equals(subject.getNamespace())))
                .forEach(binding -> bindings.resource(binding).delete());
    }

    RightsBook.Entry entry() {
        return entry;
    }

    private static String values(Stage stage) {
        var election = !Boolean.FALSE.equals(stage.settings().election().enabled());
        return """
                {crds: {enabled: false}, leaderElection: {enabled: %s}, replicaCount: %d,
                 watch: {namespaces: %s}, keyring: {namespace: %s},
                 rbac: {scoped: %s, restartWorkloads: %s, aggregateToView: false, aggregateToEdit: false, aggregateToAdmin: false}}
                """.formatted(
                        election,
                        election ? 2 : 1,
                        stage.configuration().watchNamespaces(),
                        stage.keyringNamespace().equals(stage.home) ? "''" : stage.keyringNamespace(),
                        !stage.settings().clusterAccounts(),
                        stage.settings().restartWorkloads());
    }

    /** The user by which the API server knows it. */
    String user() {
        return "system:serviceaccount:" + stage.home + ":" + NAME;
    }

    /** A file by which a process acts as it. */
    Path kubeconfig() {
        return stage.cluster.kubeconfigForServiceAccount(stage.home, NAME);
    }

    KubernetesClient client(String userAgent, ServerClock clock) {
        return Clients.quiet(kubeconfig(), userAgent, clock);
    }

    void give() {
        load().forEach(object ->
                stage.client().resource(object).forceConflicts().serverSideApply());
        // The API server hears of its own roles a moment later.
        await("the rights of " + user())
                .atMost(Stage.PATIENCE)
                .until(() -> charted.granted().stream().allMatch(this::mayNow));
    }

    /** Some of what it asks is refused on purpose; {@code exception} is one of those in {@code rights-exceptions.yaml}. */
    void excuse(String exception) {
        entry.excuse(exception);
    }

    void take() {
        excuse("taken-away");
        load().stream()
                .filter(object -> object.getKind().endsWith("Binding"))
                .forEach(object -> stage.client().resource(object).delete());
        await("the rights of " + user() + " to go")
                .atMost(Stage.PATIENCE)
                .until(() -> charted.granted().stream().noneMatch(this::mayNow));
    }

    private List<HasMetadata> load() {
        return stage.client()
                .load(new ByteArrayInputStream(charted.manifests().getBytes(StandardCharsets.UTF_8)))
                .items();
    }

    private boolean mayNow(Right right) {
        var resource = right.resource().split("/", 2);
        SubjectAccessReview asked = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(user())
                .withNewResourceAttributes()
                .withVerb(right.verb())
                .withName(right.name())
                .withGroup(right.group())
                .withResource(resource[0])
                .withSubresource(resource.length == 2 ? resource[1] : "")
                .withNamespace(right.namespace())
                .endResourceAttributes()
                .endSpec()
                .build();
        return stage.client().resource(asked).create().getStatus().getAllowed();
    }
}
