package dev.keyturn.helm;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What {@code examples/install} has: the chart as the real helm renders it, for those who have no helm. */
final class InstallManifests {

    private static final Pattern SOURCE = Pattern.compile("# Source: keyturn/templates/(.*)\\.yaml");

    private static final Pattern DOCUMENTS = Pattern.compile("(?m)^---\\n");

    private static final String HEADER = "# Made of the chart by `make chart`: change helm/keyturn instead.\n";

    private static final String NAMESPACE = """
            apiVersion: v1
            kind: Namespace
            metadata:
              name: keyturn-system
              labels:
                app.kubernetes.io/part-of: keyturn
                pod-security.kubernetes.io/enforce: restricted
            """;

    private InstallManifests() {}

    /** The files by name, the kustomization among them. */
    static Map<String, String> of(Helm helm) {
        var rendered = helm.template("{crds: {enabled: false}, test: {enabled: false}}")
                .orFail();
        var files = new LinkedHashMap<String, StringBuilder>();
        files.put("namespace.yaml", new StringBuilder(HEADER).append(NAMESPACE));
        for (var document : DOCUMENTS.splitAsStream(rendered).toList()) {
            var source = SOURCE.matcher(document);
            if (source.find()) {
                var file = files.computeIfAbsent(
                        source.group(1).toLowerCase(Locale.ROOT) + ".yaml", _ -> new StringBuilder(HEADER));
                file.append(file.length() > HEADER.length() ? "---\n" : "").append(plain(document));
            }
        }
        var made = new LinkedHashMap<String, String>();
        files.forEach((name, text) -> made.put(name, text.toString()));
        made.put("kustomization.yaml", kustomization(files.keySet()));
        return made;
    }

    /** Without what only helm means. */
    private static String plain(String document) {
        return document.lines()
                        .filter(line -> !line.startsWith("# Source: ")
                                && !line.strip().startsWith("helm.sh/chart: ")
                                && !line.strip().startsWith("app.kubernetes.io/managed-by: "))
                        .reduce("", (whole, line) -> whole + line + "\n")
                        .strip()
                + "\n";
    }

    private static String kustomization(Iterable<String> files) {
        var text = new StringBuilder(HEADER)
                .append("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n");
        files.forEach(file -> text.append("  - ").append(file).append("\n"));
        return text.toString();
    }
}
