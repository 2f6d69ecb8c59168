package dev.keyturn.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyturn.crd.ClusterSuprSendAccount;
import dev.keyturn.crd.ServiceToken;
import dev.keyturn.crd.SuprSendAccount;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.crd.SuprSendWorkspaceKey;
import dev.keyturn.port.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * The custom resources as the API server serves them. Older definitions prune what they do not know: a field that a user wrote, or a
 * part of the status, would be gone without a word.
 */
public final class KubeDefinitions {

    private static final String DOCUMENT = "/openapi/v3/apis/" + Names.GROUP + "/v1alpha1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Class<? extends CustomResource<?, ?>>> KINDS = List.of(
            ClusterSuprSendAccount.class,
            SuprSendAccount.class,
            SuprSendApiKey.class,
            SuprSendWorkspaceKey.class,
            ServiceToken.class);

    private final KubernetesClient client;

    public KubeDefinitions(KubernetesClient client) {
        this.client = client;
    }

    /** Fields that this program knows and the served definitions do not, as {@code SuprSendApiKey spec.workspace}. */
    public List<String> lacking() {
        var raw = client.raw(DOCUMENT);
        if (raw == null) {
            return List.of();
        }
        try {
            return lacking(JSON.readTree(raw).path("components").path("schemas"));
        } catch (IOException e) {
            throw new IllegalStateException("the API server's OpenAPI document is no JSON", e);
        }
    }

    /** Those of the kinds that the API server does not serve. */
    public List<String> absent(boolean clusterAccounts) {
        var served = client.getApiResources(Names.GROUP + "/v1alpha1");
        return KINDS.stream()
                .filter(kind -> clusterAccounts || kind != ClusterSuprSendAccount.class)
                .<String>map(HasMetadata::getKind)
                .filter(kind -> served == null
                        || served.getResources().stream().noneMatch(resource -> kind.equals(resource.getKind())))
                .toList();
    }

    /** A kind that is not in the document, which follows its definition after a moment, lacks nothing. */
    static List<String> lacking(JsonNode schemas) {
        var lacking = new ArrayList<String>();
        for (var kind : KINDS) {
            var name = HasMetadata.getKind(kind);
            var schema = schemas.path("dev.keyturn.v1alpha1." + name).path("properties");
            if (!schema.isMissingNode()) {
                var arguments = ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments();
                compare(name + " spec", arguments[0], schema.path("spec"), lacking);
                compare(name + " status", arguments[1], schema.path("status"), lacking);
            }
        }
        return List.copyOf(lacking);
    }

    private static void compare(String path, Type type, JsonNode schema, List<String> lacking) {
        if (schema.isMissingNode()) {
            lacking.add(path);
        } else if (type instanceof ParameterizedType generic
                && generic.getRawType() instanceof Class<?> raw
                && List.class.isAssignableFrom(raw)) {
            compare(path + "[]", generic.getActualTypeArguments()[0], schema.path("items"), lacking);
        } else if (type instanceof Class<?> record && record.isRecord()) {
            for (var component : record.getRecordComponents()) {
                compare(
                        path + "." + component.getName(),
                        component.getGenericType(),
                        schema.path("properties").path(component.getName()),
                        lacking);
            }
        }
    }
}
