package dev.keyturn.e2e;

import dev.keyturn.simulator.Simulator;
import dev.keyturn.simulator.SimulatorOptions;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Providers beside a stage's own, each under an endpoint and with an account of the same name in the tenant's namespace: what goes
 * wrong at one of them is felt by the credentials of that account alone.
 */
final class Providers implements AutoCloseable {

    private final Map<String, Simulator> byName = new TreeMap<>();

    /** One more, with the workspace {@code staging}; to be added before the operator starts. */
    Simulator add(String name) {
        return add(name, "staging");
    }

    /** The same with another workspace; where there is one of this name, another account in its place. */
    Simulator add(String name, String workspace) {
        var provider =
                Simulator.start(SimulatorOptions.defaults().withWorkspace(workspace, SimulatorOptions.Mode.SANDBOX));
        var before = byName.put(name, provider);
        if (before != null) {
            before.close();
        }
        return provider;
    }

    void forEach(BiConsumer<String, Simulator> action) {
        byName.forEach(action);
    }

    /** The accounts and their tokens, to be applied. */
    String manifest(String namespace) {
        return byName.entrySet().stream()
                .map(entry -> token(namespace, entry.getKey(), entry.getValue().serviceToken())
                        + account(namespace, entry.getKey()))
                .collect(Collectors.joining());
    }

    /** The Secret that an account names, holding this token. */
    static String token(String namespace, String name, String token) {
        return """
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: %s-token, namespace: %s}
                stringData: {SUPRSEND_SERVICE_TOKEN: "%s"}
                """.formatted(name, namespace, token);
    }

    private static String account(String namespace, String name) {
        return """
                ---
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendAccount
                metadata: {name: %s, namespace: %s}
                spec: {endpoint: %s, serviceTokenRef: {name: %s-token}}
                """.formatted(name, namespace, name, name);
    }

    /** An API key of such an account, with its name; further lines of its spec, unindented. */
    static String credential(String namespace, String name, String... spec) {
        return credential(Kind.API_KEY, namespace, name, spec);
    }

    /** The same of another kind. */
    static String credential(Kind kind, String namespace, String name, String... spec) {
        return """
                ---
                apiVersion: keyturn.dev/v1alpha1
                kind: %s
                metadata: {name: %s, namespace: %s}
                spec:
                  accountRef: {kind: SuprSendAccount, name: %s}
                  workspace: staging
                %s""".formatted(
                kind.resource(), name, namespace, name, String.join("\n", spec).indent(2));
    }

    @Override
    public void close() {
        byName.values().forEach(Simulator::close);
    }
}
