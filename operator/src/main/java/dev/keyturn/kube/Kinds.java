package dev.keyturn.kube;

import dev.keyturn.crd.CredentialResource;
import dev.keyturn.crd.ServiceToken;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.crd.SuprSendWorkspaceKey;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of credentials.
 *
 * @param name as in {@code kind:}
 * @param plural as in its definition and in rules of RBAC
 * @param inWorkspace whether one is about one workspace, and not about a whole account
 * @param fields that its material has
 * @param defaultData entries of the Secret where the user names none
 * @param defaultEvery how often it turns where the user does not say; absent: by triggers alone
 */
public record Kinds<R extends CredentialResource>(
        String name,
        String plural,
        Class<R> type,
        boolean inWorkspace,
        Set<String> fields,
        Map<String, String> defaultData,
        Optional<String> defaultEvery) {

    public static final Kinds<SuprSendApiKey> API_KEY = new Kinds<>(
            "SuprSendApiKey",
            "suprsendapikeys",
            SuprSendApiKey.class,
            true,
            Set.of("apiKey"),
            Map.of("SUPRSEND_API_KEY", "{{apiKey}}"),
            Optional.of("180d"));

    public static final Kinds<SuprSendWorkspaceKey> WORKSPACE_KEY = new Kinds<>(
            "SuprSendWorkspaceKey",
            "suprsendworkspacekeys",
            SuprSendWorkspaceKey.class,
            true,
            Set.of("key", "secret"),
            Map.of("SUPRSEND_WORKSPACE_KEY", "{{key}}", "SUPRSEND_WORKSPACE_SECRET", "{{secret}}"),
            Optional.empty());

    public static final Kinds<ServiceToken> SERVICE_TOKEN = new Kinds<>(
            "ServiceToken",
            "servicetokens",
            ServiceToken.class,
            false,
            Set.of("token"),
            Map.of("SUPRSEND_SERVICE_TOKEN", "{{token}}"),
            Optional.of("270d"));

    /** All of them; whoever walks them knows each kind that there is. */
    public static final List<Kinds<?>> ALL = List.of(API_KEY, WORKSPACE_KEY, SERVICE_TOKEN);

    /** The kind of that name. */
    static Optional<Kinds<?>> named(String name) {
        return ALL.stream()
                .<Kinds<?>>map(kind -> kind)
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }

    static Kinds<?> of(CredentialResource resource) {
        return named(resource.getKind())
                .orElseThrow(() -> new IllegalStateException("no kind of credentials: " + resource.getKind()));
    }

    MixedOperation<R, KubernetesResourceList<R>, Resource<R>> in(KubernetesClient client) {
        return client.resources(type);
    }
}
