package dev.keyturn.kube;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** A failed call to the API server, with code and reason alone: its own text, and the causes below it, may quote what was sent. */
final class SafeException extends KubernetesClientException {

    private static final long serialVersionUID = 1L;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY_REQUESTS = 429;

    private final boolean unauthorized;
    private final boolean namespaceTerminating;

    private SafeException(String message, KubernetesClientException failure, String verb) {
        super(
                message,
                failure.getCode(),
                new StatusBuilder()
                        .withCode(failure.getCode())
                        .withReason(reason(failure.getStatus()))
                        .build());
        unauthorized = isUnauthorized(failure, verb);
        namespaceTerminating = isNamespaceTerminating(failure.getStatus());
    }

    /**
     * What may be told of a failure.
     *
     * @param verb as RBAC calls it
     * @param object what it was about, without its content
     */
    static SafeException of(String verb, String object, KubernetesClientException failure) {
        return new SafeException(verb + " " + object + ": " + described(failure), failure, verb);
    }

    /** {@code 422 Invalid}, or how the connection failed. */
    private static String described(KubernetesClientException failure) {
        if (failure.getCode() > 0) {
            return (failure.getCode() + " " + reason(failure.getStatus())).strip();
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "no answer that can be read (" + root.getClass().getSimpleName() + ")";
    }

    private static String reason(@Nullable Status status) {
        var reason = status == null || status.getReason() == null ? "" : status.getReason();
        return reason.matches("[A-Za-z]{1,63}") ? reason : "";
    }

    private static boolean isUnauthorized(KubernetesClientException failure, String verb) {
        var status = failure.getStatus();
        return failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                && status != null
                && status.getMessage() != null
                && status.getMessage().contains("cannot " + verb + " resource");
    }

    private static boolean isNamespaceTerminating(@Nullable Status status) {
        return status != null
                && status.getDetails() != null
                && status.getDetails().getCauses() != null
                && status.getDetails().getCauses().stream()
                        .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
    }

    /** Whether a write met another version, or nobody can say what became of it. */
    boolean isLost() {
        return getCode() <= 0
                || getCode() == HttpURLConnection.HTTP_CONFLICT
                || getCode() == TOO_MANY_REQUESTS
                || getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR;
    }

    boolean isMissing() {
        return getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    boolean isForbidden() {
        return getCode() == HttpURLConnection.HTTP_FORBIDDEN;
    }

    /** Whether the request itself was refused, and would be again. */
    boolean isRefusal() {
        return getCode() == HttpURLConnection.HTTP_BAD_REQUEST || getCode() == UNPROCESSABLE || isForbidden();
    }

    /** Whether the authorizer said no; admission rules and quotas answer 403 as well. */
    boolean isUnauthorized() {
        return unauthorized;
    }

    boolean isNamespaceTerminating() {
        return namespaceTerminating;
    }
}
