package dev.keyturn.helm;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link HelmTest} does. */
final class HelmExtension implements ExecutionCondition, ParameterResolver {

    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(HelmExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return switch (found(context)) {
            case Tools.Found _ -> ConditionEvaluationResult.enabled("there is a helm");
            case Tools.Missing(var remedy)
            when Boolean.parseBoolean(System.getenv("CI")) ->
                throw new IllegalStateException("CI=true, and no helm for tests: " + remedy);
            case Tools.Missing(var remedy) -> ConditionEvaluationResult.disabled("no helm for tests: " + remedy);
        };
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Helm.class || type == Promtool.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var folder = found(context).orFail();
        return parameter.getParameter().getType() == Promtool.class
                ? new Promtool(folder.resolve("promtool"))
                : new Helm(folder.resolve("helm"));
    }

    private static Tools found(ExtensionContext context) {
        return context.getRoot().getStore(STORE).computeIfAbsent(Tools.class, _ -> Tools.find(), Tools.class);
    }
}
