package dev.keyturn.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** With {@code -Dkeyturn.testdata.write=true} the file is written before it is compared. */
final class ArgoConfigTest {

    private static final Path FILE = Customizations.EXAMPLES.resolve("argocd").resolve("argocd-cm.yaml");

    private static final String HEAD = """
            # Made of resource_customizations/ by `make testdata`: change that. A patch for Argo CD's own ConfigMap:
            #   kubectl patch configmap argocd-cm -n argocd --type=merge --patch-file examples/argocd/argocd-cm.yaml
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: argocd-cm
              namespace: argocd
            data:
            """;

    @Test
    void the_patch_for_argocd_cm_is_what_the_folder_says() throws IOException {
        var made = new StringBuilder(HEAD);
        for (var kind : Customizations.kinds()) {
            made.append(health(kind)).append(actions(kind));
        }

        if (Boolean.getBoolean("keyturn.testdata.write")) {
            Files.writeString(FILE, made);
        }

        assertThat(FILE).as("run `make testdata`").hasContent(made.toString());
    }

    private static String health(String kind) throws IOException {
        return "  resource.customizations.health.keyturn.dev_%s: |\n".formatted(kind)
                + script(Customizations.GROUP.resolve(kind).resolve("health.lua"))
                        .indent(4);
    }

    private static String actions(String kind) throws IOException {
        var folder = Customizations.GROUP.resolve(kind).resolve("actions");
        if (!Files.isDirectory(folder)) {
            return "";
        }
        var definitions = new StringBuilder();
        for (var action : actionsIn(folder)) {
            definitions
                    .append("- name: ")
                    .append(action.getFileName())
                    .append("\n  action.lua: |\n")
                    .append(script(action.resolve("action.lua")).indent(4));
        }
        return "  resource.customizations.actions.keyturn.dev_%s: |\n".formatted(kind)
                + ("discovery.lua: |\n"
                                + script(folder.resolve("discovery.lua")).indent(2) + "definitions:\n" + definitions)
                        .indent(4);
    }

    private static List<Path> actionsIn(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.exists(entry.resolve("action.lua")))
                    .sorted()
                    .toList();
        }
    }

    /** Lua needs no empty lines, and without them no line of the patch ends with blanks. */
    private static String script(Path file) throws IOException {
        return String.join(
                        "\n",
                        Customizations.read(file)
                                .lines()
                                .filter(line -> !line.isBlank())
                                .toList()) + "\n";
    }
}
