package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong value is refused with its place and what is wrong about it, before anything is installed. */
@HelmTest
final class RefusedValuesTest {

    private static Arguments wrong(String values, String... said) {
        return argumentSet(values, values, said);
    }

    static Stream<Arguments> unknown() {
        return Stream.of(
                wrong("replicas: 2", "'replicas' not allowed"),
                wrong("image: {name: a}", "/image", "'name' not allowed"),
                wrong("crds: {install: true}", "/crds", "'install' not allowed"),
                wrong("watch: {namespace: a}", "/watch", "'namespace' not allowed"),
                wrong("config: {watchNamespaces: [a]}", "/config", "'watchNamespaces' not allowed"),
                wrong("config: {clusterAccounts: false}", "/config", "'clusterAccounts' not allowed"),
                wrong("config: {operatorNamespace: a}", "/config", "'operatorNamespace' not allowed"),
                wrong("config: {rotation: {every: 1d}}", "/config/rotation", "'every' not allowed"),
                wrong(
                        "config: {endpoints: {a: {management: 'https://a.b', hub: 'https://a.b', token: a}}}",
                        "/config/endpoints/a",
                        "'token' not allowed"),
                wrong(
                        "config: {endpoints: {a: {management: 'https://a.b', hub: 'https://a.b', proofs: {count: 1}}}}",
                        "/config/endpoints/a/proofs",
                        "'count' not allowed"),
                wrong("leaderElection: {lease: 1s}", "/leaderElection", "'lease' not allowed"),
                wrong("resources: {limit: {memory: 1Gi}}", "/resources", "'limit' not allowed"),
                wrong("tolerations: [{keys: a}]", "/tolerations/0", "'keys' not allowed"),
                wrong(
                        "affinity: {podAntiAffinity: {required: []}}",
                        "/affinity/podAntiAffinity",
                        "'required' not allowed"),
                wrong(
                        "extraVolumes: [{name: a, projected: {sources: [{secret: {nam: a}}]}}]",
                        "/extraVolumes/0/projected/sources/0/secret",
                        "'nam' not allowed"),
                wrong(
                        "extraEnv: [{name: A, valueFrom: {secretRef: {name: a}}}]",
                        "/extraEnv/0/valueFrom",
                        "'secretRef'"),
                wrong("readinessProbe: {httpGet: {paths: /a}}", "/readinessProbe/httpGet", "'paths' not allowed"),
                wrong("networkPolicy: {egress: [{port: 1}]}", "/networkPolicy/egress/0", "'port' not allowed"),
                wrong(
                        "prometheus: {podMonitor: {relabelings: [{source: a}]}}",
                        "/prometheus/podMonitor/relabelings/0",
                        "'source' not allowed"),
                wrong("securityContext: {privilege: true}", "/securityContext", "'privilege' not allowed"));
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                wrong("replicaCount: two", "/replicaCount", "want integer"),
                wrong("replicaCount: -1", "/replicaCount", "minimum"),
                wrong("image: {tag: 1.1}", "/image/tag", "want string"),
                wrong("image: {digest: abc}", "/image/digest", "does not match"),
                wrong("image: {pullPolicy: Sometimes}", "/image/pullPolicy", "must be one of"),
                wrong("watch: {namespaces: shop}", "/watch/namespaces", "want array"),
                wrong("watch: {namespaces: [Shop]}", "/watch/namespaces/0", "does not match"),
                wrong("watch: {namespaces: ['']}", "/watch/namespaces/0"),
                wrong("watch: {namespaces: [a, a]}", "/watch/namespaces", "are equal"),
                wrong("keyring: {namespace: A_b}", "/keyring/namespace", "does not match"),
                wrong("config: {installation: short}", "/config/installation", "does not match"),
                wrong("controller: {maxConcurrentReconciles: 81}", "/controller/maxConcurrentReconciles", "maximum"),
                wrong(
                        "{processClusterAccounts: false, watch: {namespaces: [a]}}",
                        "processClusterAccounts",
                        "set rbac.scoped to true"),
                wrong("config: {http: {port: 0}}", "/config/http/port", "minimum"),
                wrong("config: {rotation: {checkEvery: 1d12h}}", "/config/rotation/checkEvery", "does not match"),
                wrong("config: {rotation: {keysPerDay: 0}}", "/config/rotation/keysPerDay", "minimum"),
                wrong(
                        "config: {rotation: {emergencyKeysPerDay: 100001}}",
                        "/config/rotation/emergencyKeysPerDay",
                        "maximum"),
                wrong("config: {endpoints: {a: {hub: 'https://a.b'}}}", "/config/endpoints/a", "missing", "management"),
                wrong(
                        "config: {endpoints: {a: {management: 'ftp://a', hub: 'https://a.b'}}}",
                        "/config/endpoints/a/management",
                        "does not match"),
                wrong(
                        "config: {endpoints: {a: {management: 'https://me@a.b', hub: 'https://a.b'}}}",
                        "/config/endpoints/a/management",
                        "does not match"),
                wrong("leaderElection: {leaseDuration: 15}", "/leaderElection/leaseDuration", "want string"),
                wrong("log: {level: LOUD}", "/log/level", "must be one of"),
                wrong("log: {format: logfmt}", "/log/format", "must be one of"),
                wrong("jvm: {options: ['-a -b']}", "/jvm/options/0", "does not match"),
                wrong("tmp: {sizeLimit: much}", "/tmp/sizeLimit", "does not match"),
                wrong("serviceAccount: {tokenExpirationSeconds: 60}", "/tokenExpirationSeconds", "minimum"),
                wrong("podLabels: {a: 1}", "/podLabels/a", "want string"),
                wrong("extraObjects: [{kind: Pod}]", "/extraObjects/0"),
                wrong("leaderElection: null", "missing property 'leaderElection'"),
                wrong("config: null", "missing property 'config'"),
                wrong("config: {http: null}", "/config", "missing property 'http'"),
                wrong("nameOverride: Foo_Bar!", "/nameOverride", "does not match"),
                wrong("serviceAccount: {name: Bad_Name}", "/serviceAccount/name", "does not match"),
                wrong("commonLabels: {'bad key!': x}", "/commonLabels", "'bad key!' not allowed"),
                wrong("priorityClassName: A_B", "/priorityClassName", "does not match"),
                wrong("image: {repository: 'a b'}", "/image/repository", "does not match"),
                wrong("image: {tag: 'x:y'}", "/image/tag", "does not match"),
                wrong("resources: {limits: {memory: banana}}", "/resources/limits/memory"),
                wrong("podDisruptionBudget: {minAvailable: abc}", "/podDisruptionBudget/minAvailable"),
                wrong(
                        "config: {endpoints: {A B: {management: 'https://a.b', hub: 'https://a.b'}}}",
                        "/config/endpoints",
                        "'A B' not allowed"),
                wrong("terminationGracePeriodSeconds: 1", "/terminationGracePeriodSeconds", "minimum"),
                wrong("service: {type: ExternalName}", "/service/type", "must be one of"),
                wrong("prometheus: {podMonitor: {renderMode: maybe}}", "/renderMode", "must be one of"),
                wrong("prometheus: {podMonitor: {interval: often}}", "/interval", "does not match"));
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                wrong("rbac: {scoped: true}", "rbac.scoped gives rights in named namespaces only", "watch.namespaces"),
                wrong("keyring: {createNamespace: true}", "keyring.namespace names: name one"),
                wrong("watch: {namespaces: [keyturn-system]}", "watch.namespaces has keyturn-system"),
                wrong(
                        "{watch: {namespaces: [a]}, keyring: {namespace: a}}",
                        "watch.namespaces has a, the namespace of the keyrings"),
                wrong(
                        "prometheus: {podMonitor: {enabled: true}, serviceMonitor: {enabled: true}}",
                        "both enabled",
                        "enable one"),
                wrong(
                        "{service: {enabled: false}, prometheus: {serviceMonitor: {enabled: true}}}",
                        "prometheus.serviceMonitor needs a Service"),
                wrong(
                        "prometheus: {podMonitor: {enabled: true, renderMode: failIfMissing}}",
                        "the cluster has no PodMonitor",
                        "skipIfMissing"),
                wrong("leaderElection: {enabled: false}", "replicaCount is above 1", "set replicaCount to 1"),
                wrong("leaderElection: {leaseDuration: 10s}", "leaseDuration must be longer than renewDeadline"),
                wrong("leaderElection: {retryPeriod: 5s}", "and that more than 2.2 times retryPeriod"),
                wrong(
                        "config: {endpoints: {a: {management: 'https://a.b', hub: 'http://a.b'}}}",
                        "config.endpoints.a.hub must begin with https://",
                        "allowPlainHttp"),
                wrong("leaderElection: {leaseDuration: 99999h}", "leaderElection.leaseDuration", "at most 1h"),
                wrong("config: {rotation: {shortestInterval: 0s}}", "config.rotation.shortestInterval", "above 0"),
                wrong("config: {rotation: {checkEvery: 11y}}", "config.rotation.checkEvery", "at most 3650d"),
                wrong(
                        "config: {endpoints: {a: {management: 'https://a.b', hub: 'https://a.b', proofs: {over: 5m}}}}",
                        "config.endpoints.a.proofs.over",
                        "at most 1m"),
                wrong(
                        "config: {endpoints: {a: {management: 'https://a.b', hub: 'https://a.b', sweepFor: 9d}}}",
                        "config.endpoints.a.sweepFor",
                        "at most 1d"),
                wrong("jvm: {options: ['-XX:+UseZGC']}", "the image chooses the collector", "take it out"),
                wrong("jvm: {options: ['-jar']}", "the image says what is started", "take it out"),
                wrong("serviceAccount: {create: false}", "serviceAccount.name is empty", "name one"),
                wrong("resources: {limits: {memory: 128Mi}}", "resources.limits.memory is 128Mi", "change both"),
                wrong("resources: {requests: {memory: 1Gi}}", "below resources.requests.memory (1Gi)"),
                wrong("podDisruptionBudget: {minAvailable: 2}", "no node could be drained"),
                wrong("podDisruptionBudget: {minAvailable: 100%}", "no node could be drained"),
                wrong("podDisruptionBudget: {maxUnavailable: 0}", "no node could be drained"),
                wrong(
                        "extraEnv: [{name: KEYTURN_LOG_LEVEL, value: DEBUG}]",
                        "which the chart has values for",
                        "log.level"),
                wrong(
                        "extraEnv: [{name: KEYTURN_JAVA_OPTIONS, value: -Xmx1g}]",
                        "which the image's program does not read",
                        "jvm.options"),
                wrong(
                        "extraEnv: [{name: KEYTURN_LOGBACK, value: /etc/log/logback.xml}]",
                        "extraEnv has KEYTURN_LOGBACK",
                        "log.format"),
                wrong("extraVolumes: [{name: tmp, emptyDir: {}}]", "extraVolumes has tmp", "give yours another"),
                wrong("extraContainers: [{name: keyturn, image: a}]", "the operator's own name"),
                wrong("config: {rotation: {keysPerDay: 11}}", "emergencyKeysPerDay must not be below keysPerDay"));
    }

    @ParameterizedTest
    @MethodSource({"unknown", "unfit", "contradictions"})
    void is_refused_with_a_readable_message(String values, String[] said, Helm helm) {
        var rendered = helm.template(values);

        assertThat(rendered.exitCode()).isNotZero();
        assertThat(rendered.stdout()).isEmpty();
        assertThat(rendered.stderr()).contains(said);
        // What is said is a sentence or two, and no stack of templates or of schemas.
        assertThat(rendered.stderr().strip().lines().count()).isLessThanOrEqualTo(5);
    }
}
