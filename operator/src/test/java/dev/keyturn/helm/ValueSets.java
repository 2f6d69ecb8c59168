package dev.keyturn.helm;

import java.util.Map;
import java.util.TreeMap;

/** Values as people have them, each set by what it is about. */
final class ValueSets {

    /** Every one of them is rendered, and accepted by a real API server. */
    static final Map<String, String> ALL = new TreeMap<>(
            Map.ofEntries(
                    Map.entry("defaults", ""),
                    Map.entry("no definitions", "crds: {enabled: false}"),
                    Map.entry(
                            "definitions that go",
                            "crds: {keep: false, annotations: {argocd.argoproj.io/sync-wave: '-1'}}"),
                    Map.entry("one replica", "{replicaCount: 1, leaderElection: {enabled: false}}"),
                    Map.entry(
                            "no cluster accounts",
                            "{processClusterAccounts: false, controller: {maxConcurrentReconciles: 10}}"),
                    Map.entry("nobody at work", "replicaCount: 0"),
                    Map.entry("namespaces", "watch: {namespaces: [shop, refunds]}"),
                    Map.entry("scoped", "{watch: {namespaces: [shop, refunds]}, rbac: {scoped: true}}"),
                    Map.entry("keyrings elsewhere", "keyring: {namespace: keyrings, createNamespace: true}"),
                    Map.entry(
                            "scoped, keyrings elsewhere",
                            "{watch: {namespaces: [shop]}, rbac: {scoped: true}, keyring: {namespace: keyrings}}"),
                    Map.entry(
                            "rights by somebody else",
                            "{rbac: {create: false}, serviceAccount: {create: false, name: given}}"),
                    Map.entry(
                            "no aggregation",
                            "rbac: {aggregateToView: false, aggregateToEdit: false, aggregateToAdmin: false}"),
                    Map.entry(
                            "a custom aggregation", "rbac: {aggregateLabels: {example.com/aggregate-to-ops: 'true'}}"),
                    Map.entry(
                            "names",
                            "{nameOverride: turner, commonLabels: {team: platform}, commonAnnotations: {example.com/by: us}}"),
                    Map.entry("a long name", "fullnameOverride: " + "a".repeat(52)),
                    Map.entry("another namespace", "namespaceOverride: default"),
                    Map.entry(
                            "an image by its digest",
                            "{image: {registry: registry.example.com, repository: a/b, digest: 'sha256:"
                                    + "0".repeat(64) + "', pullPolicy: Always}, imagePullSecrets: [{name: pull}]}"),
                    Map.entry("a tag of digits", "image: {tag: '1'}"),
                    Map.entry(
                            "monitors that are skipped or made",
                            "prometheus: {serviceMonitor: {enabled: true, interval: 30s}}"),
                    Map.entry("a pod monitor", """
                    prometheus:
                      podMonitor:
                        enabled: true
                        renderMode: alwaysRender
                        namespace: default
                        labels: {release: prometheus}
                        honorLabels: true
                        scrapeTimeout: 10s
                        relabelings: [{sourceLabels: [a], targetLabel: b, action: replace}]
                        metricRelabelings: [{action: drop, regex: jvm_.*, sourceLabels: [__name__]}]
                    """),
                    Map.entry("a network policy", "networkPolicy: {enabled: true}"),
                    Map.entry("a narrow network policy", """
                    networkPolicy:
                      enabled: true
                      ingress: [{from: [{namespaceSelector: {matchLabels: {name: monitoring}}}], ports: [{port: http}]}]
                      egress: [{to: [{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: 443, protocol: TCP}]}]
                    """),
                    Map.entry("a budget by percent", "podDisruptionBudget: {minAvailable: 50%}"),
                    Map.entry(
                            "no budget, no service",
                            "{podDisruptionBudget: {enabled: false}, service: {enabled: false}}"),
                    Map.entry(
                            "a service in two families",
                            "service: {port: 80, ipFamilyPolicy: PreferDualStack, ipFamilies: [IPv4], annotations: {a: b}}"),
                    Map.entry("configuration", """
                    config:
                      installation: abcd1234
                      endpoints:
                        staging: {management: 'http://127.0.0.1:8090', hub: 'http://127.0.0.1:8091', allowPlainHttp: true,
                                  proofs: {times: 3, over: 3s}, sweepFor: 1h, requestsPerSecond: 5}
                        internal: {management: 'https://s.example.com/m', hub: 'https://s.example.com', caBundle: /etc/ca/ca.crt,
                                   proxy: 'http://proxy.example.com:3128'}
                      rotation: {shortestInterval: 2h, keysPerDay: 3, emergencyKeysPerDay: 9, checkEvery: 12h, overdueAfter: 3d, deletionDelay: 30m}
                      http: {port: 9090}
                    leaderElection: {leaseDuration: 30s, renewDeadline: 20s, retryPeriod: 4s}
                    log: {level: DEBUG, format: json}
                    """),
                    Map.entry(
                            "as much as the program takes",
                            "{config: {rotation: {keysPerDay: 100000, emergencyKeysPerDay: 100000}}, log: {level: 'OFF'}}"),
                    Map.entry("placement", """
                    nodeSelector: {disk: fast}
                    tolerations: [{key: a, operator: Exists, effect: NoSchedule}]
                    affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: In, values: [b]}]}]}}}
                    topologySpreadConstraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway}]
                    schedulerName: mine
                    hostUsers: false
                    hostAliases: [{ip: 192.0.2.1, hostnames: [api.example.com]}]
                    dnsPolicy: None
                    dnsConfig: {nameservers: [192.0.2.53]}
                    terminationGracePeriodSeconds: 60
                    """),
                    Map.entry("a pod of one's own", """
                    podLabels: {team: platform}
                    podAnnotations: {example.com/a: b}
                    deploymentAnnotations: {example.com/c: d}
                    strategy: {type: Recreate}
                    resources: {requests: {cpu: 1, memory: 1Gi}, limits: {cpu: '2', memory: 1Gi}}
                    jvm: {options: [-Dhttps.proxyHost=proxy.example.com]}
                    startupProbe: {exec: {command: [probe]}}
                    livenessProbe: {tcpSocket: {port: http}}
                    readinessProbe: null
                    lifecycle: {preStop: {sleep: {seconds: 2}}}
                    tmp: {sizeLimit: 64Mi}
                    """),
                    Map.entry("extensions", """
                    command: [/app/bin/keyturn]
                    extraArgs: [--help]
                    extraEnv: [{name: KEYTURN_JAVA_OPTIONS, value: -Xmx1g}, {name: A, value: b}, {name: C, valueFrom: {secretKeyRef: {name: s, key: k}}}]
                    extraEnvFrom: [{configMapRef: {name: more}}]
                    extraVolumes: [{name: ca, configMap: {name: internal-ca}}]
                    extraVolumeMounts: [{name: ca, mountPath: /etc/ca, readOnly: true}]
                    extraInitContainers: [{name: first, image: first}]
                    extraContainers: [{name: beside, image: beside}]
                    extraObjects:
                      - {apiVersion: v1, kind: ConfigMap, metadata: {name: '{{ .Release.Name }}-more'}}
                      - |
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: text-{{ .Release.Name }}}
                    """),
                    Map.entry("on the host's network", "{hostNetwork: true, config: {http: {port: 9443}}}"),
                    Map.entry(
                            "a cloud's identity",
                            "serviceAccount: {name: turner, annotations: {a: b}, labels: {c: d}, tokenExpirationSeconds: 7200}")));

    private ValueSets() {}
}
