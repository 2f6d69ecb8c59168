package dev.keyturn.helm;

import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Simulator;
import dev.keyturn.simulator.SimulatorOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A provider, an account with it, and a credential of a namespace, made as a person makes them. */
public final class Tenant implements AutoCloseable {

    /** For {@link #config(String)}: proofs that take no time. */
    static final String QUICK_PROOFS = ", proofs: {times: 2, over: 0s}";

    private final ControlPlane cluster;
    final String home;
    final String shop;
    public final Simulator provider =
            Simulator.start(SimulatorOptions.defaults().withWorkspace("staging", SimulatorOptions.Mode.SANDBOX));

    /** Namespaces {@code home} (the operator's) and {@code shop} must be there. */
    public Tenant(ControlPlane cluster, String home, String shop) {
        this.cluster = cluster;
        this.home = home;
        this.shop = shop;
    }

    /** The chart's {@code config}, where SuprSend is this provider. */
    String config() {
        return config("");
    }

    /** The same with more about this provider: entries of a map, each with a comma before it. */
    String config(String more) {
        return "config: {endpoints: {cloud: {management: '" + provider.managementUrl() + "', hub: '" + provider.hubUrl()
                + "', allowPlainHttp: true, sweepFor: 1s" + more
                + "}}, rotation: {shortestInterval: 1s, deletionDelay: 1s}}";
    }

    /** A cluster account with a grant for the shop, its token in the operator's namespace. */
    void clusterAccount() {
        token(home);
        apply("""
                apiVersion: keyturn.dev/v1alpha1
                kind: ClusterSuprSendAccount
                metadata: {name: default}
                spec: {serviceTokenRef: {name: suprsend}, grants: [{namespaces: {names: [%s]}, workspaces: [staging]}]}
                """.formatted(shop));
    }

    /** An account of the shop itself. */
    void ownAccount() {
        token(shop);
        apply("""
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendAccount
                metadata: {name: default, namespace: %s}
                spec: {serviceTokenRef: {name: suprsend}}
                """.formatted(shop));
    }

    void key(String accountKind) {
        apply("""
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendApiKey
                metadata: {name: checkout, namespace: %s}
                spec: {workspace: staging, accountRef: {kind: %s, name: default}, rotation: {overlap: 0s}}
                """.formatted(shop, accountKind));
    }

    private void token(String namespace) {
        apply("{apiVersion: v1, kind: Secret, metadata: {name: suprsend, namespace: " + namespace
                + "}, stringData: {SUPRSEND_SERVICE_TOKEN: " + provider.serviceToken() + "}}");
    }

    private void apply(String manifest) {
        cluster.kubectlReading(manifest, "apply", "--server-side", "-f", "-").orFail();
    }

    void rotate(String token) {
        cluster.kubectl("annotate", "-n", shop, "ssak/checkout", "--overwrite", "keyturn.dev/rotate=" + token)
                .orFail();
    }

    /** Comes back when the resource says that it is settled, on this revision. */
    void awaitRevision(int revision) {
        cluster.kubectl(
                        "wait",
                        "-n",
                        shop,
                        "ssak/checkout",
                        "--for=jsonpath={.status.revision}=" + revision,
                        "--timeout=60s")
                .orFail();
        cluster.kubectl(
                        "wait",
                        "-n",
                        shop,
                        "ssak/checkout",
                        "--for=jsonpath={.status.conditions[?(@.type==\"Ready\")].reason}=Settled",
                        "--timeout=60s")
                .orFail();
    }

    public boolean publishedWorks() {
        return provider.accepts(published());
    }

    /** What is in the Secret. */
    public String published() {
        var value = cluster.kubectl("get", "secret", "checkout", "-n", shop, "-o", "jsonpath={.data.SUPRSEND_API_KEY}")
                .orFail();
        return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    }

    public long made() {
        return provider.count(CallKind.CREATE_KEY);
    }

    @Override
    public void close() {
        provider.close();
    }
}
