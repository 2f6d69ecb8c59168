package dev.keyturn.main;

import static dev.keyturn.main.Setting.open;
import static dev.keyturn.main.Setting.setting;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All settings there are. The file and the environment are read by this table, and the help and the page are made of it. */
final class Catalogue {

    /** The API server grants a connection some 100 streams at once, watches included, and the JDK's client fails beyond them. */
    private static final int MOST_AT_ONCE = 80;

    private static final int MOST_KEYS = 100_000;
    private static final int MOST_REQUESTS = 1000;
    private static final String DECADE = "3650d";

    static final Setting<String> OPERATOR_NAMESPACE = open(
            "operatorNamespace",
            Form.text("the name of a namespace", Form.NAMESPACE),
            "the pod's own namespace; outside a pod keyturn-system",
            "The operator's own namespace: its lease, its installation, and the tokens of ClusterSuprSendAccounts. It must exist.");

    static final Setting<String> KEYRING_NAMESPACE = open(
            "keyringNamespace",
            Form.text("the name of a namespace, or empty", "(" + Form.NAMESPACE + ")?"),
            "operatorNamespace",
            "The namespace of the keyrings: all living keys, and what is needed to revoke them. It belongs into the backup, and cannot be"
                    + " changed later.");

    static final Setting<String> INSTALLATION = open(
            "installation",
            Form.text("eight of a-z and 0-9, or empty", "([a-z0-9]{8})?"),
            "made at the first start and kept in the Secret keyturn-installation",
            "The id of this installation, in the names of its keyrings and of its keys at the provider.");

    static final Setting<List<String>> WATCH_NAMESPACES = setting(
            "watchNamespaces",
            Form.namespaces(),
            "",
            "The namespaces in which credentials are looked at. Empty: all. In the environment parted by commas.");

    static final Setting<Boolean> CLUSTER_ACCOUNTS = setting(
            "clusterAccounts",
            Form.yesOrNo(),
            "true",
            "Whether there are ClusterSuprSendAccounts. Without them nothing that is cluster-wide is asked of the API server.");

    static final Setting<Boolean> RESTART_WORKLOADS = setting(
            "restartWorkloads",
            Form.yesOrNo(),
            "true",
            "Whether workloads whose pods hold an old value are restarted. Without it no right on workloads is needed, and such pods are"
                    + " waited for.");

    static final Setting<Integer> MAX_CONCURRENT_RECONCILES = setting(
            "maxConcurrentReconciles",
            Form.wholeNumber(1, MOST_AT_ONCE),
            "50",
            "How many resources are worked on at once.");

    static final Setting<Duration> SHORTEST_INTERVAL = setting(
            "rotation.shortestInterval",
            Form.duration("1s", DECADE),
            "1h",
            "No credential may ask for a schedule that is denser than this.");

    static final Setting<Integer> KEYS_PER_DAY = setting(
            "rotation.keysPerDay",
            Form.wholeNumber(1, MOST_KEYS),
            "5",
            "So many keys are issued for one credential in any 24 hours; then it says CapReached.");

    static final Setting<Integer> EMERGENCY_KEYS_PER_DAY = setting(
            "rotation.emergencyKeysPerDay",
            Form.wholeNumber(1, MOST_KEYS),
            "10",
            "The same for exposures. Not below keysPerDay.");

    static final Setting<Duration> CHECK_EVERY = setting(
            "rotation.checkEvery",
            Form.duration("0s", DECADE),
            "1d",
            "How often the key in use is looked at and the provider's list is compared, spread over the credentials. 0s: never.");

    static final Setting<Duration> OVERDUE_AFTER = setting(
            "rotation.overdueAfter",
            Form.duration("0s", DECADE),
            "7d",
            "How long pods may hold an old key beyond its overlap, and people may take to hand in a new value or to end an old one, before the"
                    + " credential says Overdue. Nothing is killed by it.");

    static final Setting<Duration> DELETION_DELAY = setting(
            "rotation.deletionDelay",
            Form.duration("0s", DECADE),
            "1h",
            "How long the keys of a deleted credential live on, in case that it comes back.");

    static final Setting<Integer> HTTP_PORT = setting(
            "http.port",
            Form.wholeNumber(0, 65_535),
            "8080",
            "The port of /healthz, /readyz and /metrics. 0: any that is free; the log says which.");

    static final Setting<Boolean> ELECTION_ENABLED = setting(
            "leaderElection.enabled",
            Form.yesOrNo(),
            "true",
            "One process works, and the others wait for it to go. Off, every process works, which is safe and wasteful.");

    static final Setting<Duration> LEASE_DURATION = setting(
            "leaderElection.leaseDuration",
            Form.duration("1s", "1h"),
            "15s",
            "How long the lease of a leader that fell silent is waited for. Longer than renewDeadline.");

    static final Setting<Duration> RENEW_DEADLINE = setting(
            "leaderElection.renewDeadline",
            Form.duration("1s", "1h"),
            "10s",
            "How long a leader tries to renew its lease before it ends itself. More than 2.2 times retryPeriod.");

    static final Setting<Duration> RETRY_PERIOD = setting(
            "leaderElection.retryPeriod",
            Form.duration("1s", "1h"),
            "1s",
            "How often the lease is renewed and asked for.");

    static final Setting<String> LOG_FORMAT = setting(
            "log.format", Form.oneOf("text", "json"), "text", "text for people, or json with one object a line.");

    static final Setting<String> LOG_LEVEL = setting(
            "log.level",
            Form.oneOfInCapitals("ERROR", "WARN", "INFO", "DEBUG", "TRACE", "OFF"),
            "INFO",
            "What is logged. At INFO, one line for each step of a rotation.");

    /** All but those of endpoints. */
    static final List<Setting<?>> SETTINGS = List.of(
            OPERATOR_NAMESPACE,
            KEYRING_NAMESPACE,
            INSTALLATION,
            WATCH_NAMESPACES,
            CLUSTER_ACCOUNTS,
            RESTART_WORKLOADS,
            MAX_CONCURRENT_RECONCILES,
            SHORTEST_INTERVAL,
            KEYS_PER_DAY,
            EMERGENCY_KEYS_PER_DAY,
            CHECK_EVERY,
            OVERDUE_AFTER,
            DELETION_DELAY,
            HTTP_PORT,
            ELECTION_ENABLED,
            LEASE_DURATION,
            RENEW_DEADLINE,
            RETRY_PERIOD,
            LOG_FORMAT,
            LOG_LEVEL);

    static final String ENDPOINTS = "endpoints";

    /** The variable that takes the whole map of endpoints, as YAML. */
    static final String ENDPOINTS_VARIABLE = Setting.PREFIX + "ENDPOINTS";

    static final Setting<String> MANAGEMENT =
            open("management", Form.text("a URL"), "none, and it is needed", "Base of the management API.");

    static final Setting<String> HUB =
            open("hub", Form.text("a URL"), "none, and it is needed", "Base of the API that keys are used at.");

    static final Setting<Boolean> ALLOW_PLAIN_HTTP = setting(
            "allowPlainHttp",
            Form.yesOrNo(),
            "false",
            "Whether these URLs may begin with http://, so that values travel readable. For trials.");

    static final Setting<String> CA_BUNDLE = open(
            "caBundle",
            Form.text("a file", ".+"),
            "the system's",
            "A file of PEM certificates that are trusted besides the system's. Read at the start.");

    static final Setting<String> PROXY = open(
            "proxy",
            Form.text("a URL"),
            "none",
            "The forward proxy that both hosts are asked through: http://host:port.");

    static final Setting<Integer> PROOF_TIMES = setting(
            "proofs.times",
            Form.wholeNumber(1, 20),
            "3",
            "So many answers in a row prove that a key works, or that it is dead.");

    static final Setting<Duration> PROOF_OVER = setting(
            "proofs.over",
            Form.duration("0s", "1m"),
            "3s",
            "Over so long. An answer may come from a cache that is behind.");

    static final Setting<Duration> SWEEP_FOR = setting(
            "sweepFor",
            Form.duration("0s", "1d"),
            "1h",
            "How late a key may still appear in the provider's list after a call whose outcome is unknown.");

    static final Setting<Integer> REQUESTS_PER_SECOND = setting(
            "requestsPerSecond", Form.wholeNumber(1, MOST_REQUESTS), "5", "At most so many, to both hosts together.");

    /** Those that each endpoint has. */
    static final List<Setting<?>> OF_ENDPOINTS = List.of(
            MANAGEMENT,
            HUB,
            ALLOW_PLAIN_HTTP,
            CA_BUNDLE,
            PROXY,
            PROOF_TIMES,
            PROOF_OVER,
            SWEEP_FOR,
            REQUESTS_PER_SECOND);

    /** Variables that begin as a setting's and are none. */
    static final Map<String, String> OTHER_VARIABLES = new TreeMap<>(Map.of(
            "KEYTURN_POD_NAME", "The name of the pod, by which its lease is known. The chart sets it.",
            "KEYTURN_JAVA_OPTIONS",
                    "Options of the JVM, read by bin/keyturn. Of no effect in the image, which does not start by it: JDK_JAVA_OPTIONS is there,"
                            + " in the chart jvm.options.",
            "KEYTURN_LOGBACK",
                    "A file of your own in place of conf/logback.xml, read by bin/keyturn. Of no effect in the image, which does not start by it.",
            "KEYTURN_CACHE", "Where builds of the sources keep what they made for tests.",
            "KEYTURN_CLUSTER_BIN", "Where tests of the sources find their control plane."));

    private Catalogue() {}
}
