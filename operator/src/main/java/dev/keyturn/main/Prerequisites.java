package dev.keyturn.main;

import dev.keyturn.kube.KubeDefinitions;
import dev.keyturn.kube.KubeInstallation;
import dev.keyturn.kube.KubeRights;
import dev.keyturn.kube.Right;
import dev.keyturn.kube.Rights;
import dev.keyturn.kube.Settings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What has to be there before the operator can start at all; nothing is written before the cluster is known to be one that it works on. */
final class Prerequisites {

    private final KubernetesClient client;
    private final Options options;
    private final Settings settings;

    Prerequisites(KubernetesClient client, Options options) {
        this.client = client;
        this.options = options;
        settings = options.settings();
    }

    /** What is missing, as a sentence for the person who starts the operator; empty where nothing is. */
    Optional<String> missing() {
        try {
            return tooOld().or(this::namespace)
                    .or(this::definitions)
                    .or(this::lease)
                    .or(this::installation);
        } catch (KubernetesClientException e) {
            return Optional.of(e.getCode() == HttpURLConnection.HTTP_FORBIDDEN ? refused(e) : unexpected(e));
        }
    }

    /** What has to be there for somebody who only looks: of the operator's own start nothing is asked, and nothing is made. */
    Optional<String> missingToLook() {
        return definitions().or(this::mismatch);
    }

    /** There may be none yet; one that is there has to be the one of the configuration. */
    private Optional<String> mismatch() {
        try {
            KubeInstallation.find(client, settings.keyringNamespace(), options.installation());
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /** Of a call that failed while somebody looked; what is refused is named by all that he would need. */
    String failedToLook(KubernetesClientException failure, Optional<String> namespace) {
        if (failure.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
            return unexpected(failure);
        }
        var missing = new KubeRights(client).missing(Rights.toPlan(settings, namespace));
        return missing.isEmpty() ? unexpected(failure) : lacking(missing) + "\nask as somebody who may, or grant it";
    }

    /** What somebody may not read who asks what would turn. */
    static String lacking(List<Right> missing) {
        return "whoever asks may not"
                + missing.stream().map(right -> "\n  " + right).collect(Collectors.joining());
    }

    /** No client can be made. */
    static String noAccess(RuntimeException failure) {
        return "the access to the API server cannot be read (" + Causes.root(failure)
                + "); check the file that KUBECONFIG names (kubectl config view), or in a pod its service account";
    }

    private Optional<String> tooOld() {
        return Optional.ofNullable(client.getKubernetesVersion())
                .filter(version -> OldestSupported.isOlder(version.getMajor(), version.getMinor()))
                .map(version -> OldestSupported.refusal(version.getMajor(), version.getMinor()));
    }

    private Optional<String> namespace() {
        return List.of(settings.operatorNamespace(), settings.keyringNamespace()).stream()
                .filter(name -> client.namespaces().withName(name).get() == null)
                .findFirst()
                .map(name -> "namespace " + name + " does not exist; create it: kubectl create namespace " + name);
    }

    private Optional<String> definitions() {
        var absent = new KubeDefinitions(client).absent(settings.clusterAccounts());
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of("the custom resources " + String.join(", ", absent)
                        + " are not installed: kubectl apply --server-side -f crds/");
    }

    /** Who may not have the lease could only ever stand by. */
    private Optional<String> lease() {
        return options.election().isEmpty()
                ? Optional.empty()
                : sentences(right -> right.resource().equals("leases"));
    }

    private Optional<String> installation() {
        try {
            KubeInstallation.load(client, settings.keyringNamespace(), options.installation());
            return Optional.empty();
        } catch (IllegalStateException e) {
            // Its own sentence, for whoever starts the operator.
            return Optional.ofNullable(e.getMessage());
        }
    }

    private String refused(KubernetesClientException failure) {
        return sentences(_ -> true).orElseGet(() -> unexpected(failure));
    }

    private Optional<String> sentences(Predicate<Right> which) {
        var missing = new KubeRights(client)
                .missing(Rights.of(settings, options.election().isPresent()).stream()
                        .filter(which)
                        .toList());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(missing.stream().map(Requirements::sentence).collect(Collectors.joining("\n")));
    }

    private String unexpected(KubernetesClientException failure) {
        var server = "the API server at " + client.getMasterUrl();
        if (failure.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            return server
                    + " does not know who asks (status 401); check the user in the file that KUBECONFIG names, or in "
                    + "a pod its service account";
        }
        // Where there was no answer the client gives 0 or -1.
        return failure.getCode() > 0
                ? server + " does not answer as expected: status " + failure.getCode()
                : server + " cannot be reached (" + Causes.root(failure)
                        + "); check the server and its certificate in the "
                        + "file that KUBECONFIG names, or in a pod its service account and network policy";
    }
}
