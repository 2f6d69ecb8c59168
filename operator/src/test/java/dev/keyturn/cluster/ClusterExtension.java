package dev.keyturn.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link ClusterTest} does. */
final class ClusterExtension implements ExecutionCondition, ParameterResolver {

    static {
        // The ten seconds that are its default are soon over on a machine that has much else to do. A bound is there to
        // end a wait that is
        // in vain; how fast something has to be, a test that cares says itself.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(ClusterExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return switch (shared(context).binaries()) {
            case Binaries.Found _ -> ConditionEvaluationResult.enabled("there is a control plane");
            case Binaries.Missing(var remedy)
            when mustNotSkip() -> throw new IllegalStateException("CI=true, and no control plane for tests: " + remedy);
            case Binaries.Missing(var remedy) ->
                ConditionEvaluationResult.disabled("no control plane for tests: " + remedy);
        };
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return List.of(ControlPlane.class, KubernetesClient.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var controlPlane = shared(context).controlPlane();
        return parameter.getParameter().getType() == ControlPlane.class ? controlPlane : controlPlane.client();
    }

    private static boolean mustNotSkip() {
        return Boolean.parseBoolean(System.getenv("CI"));
    }

    /** Lives in the root's store, which closes it after the last test of this JVM. */
    private static SharedControlPlane shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(SharedControlPlane.class, _ -> SharedControlPlane.find(), SharedControlPlane.class);
    }
}
