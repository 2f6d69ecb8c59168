package dev.keyturn.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.crdv2.generator.CustomResourceInfo;
import io.fabric8.crdv2.generator.ResolvingContext;
import io.fabric8.crdv2.generator.v1.CustomResourceHandler;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The definitions of all kinds, made from their classes. */
final class Definitions {

    static final List<Class<? extends CustomResource<?, ?>>> KINDS = List.of(
            ClusterSuprSendAccount.class,
            SuprSendAccount.class,
            SuprSendApiKey.class,
            SuprSendWorkspaceKey.class,
            ServiceToken.class);

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());

    /** Content by the name of the file, the same at every run. */
    static Map<String, String> files() throws JsonProcessingException {
        var files = new TreeMap<String, String>();
        for (var kind : KINDS) {
            var definition = of(kind);
            files.put(
                    definition.getMetadata().getName() + ".yaml",
                    "# Generated from " + kind.getName() + ": change that, then run `make crds`.\n"
                            + YAML.writeValueAsString(definition));
        }
        return files;
    }

    static CustomResourceDefinition of(Class<? extends CustomResource<?, ?>> kind) {
        var handler = new CustomResourceHandler();
        handler.handle(CustomResourceInfo.fromClass(kind), ResolvingContext.defaultResolvingContext(false));
        var definition = (CustomResourceDefinition)
                handler.finish().findFirst().orElseThrow().getKey();
        Finish.finish(definition, kind);
        return definition;
    }

    private Definitions() {}
}
