package dev.keyturn.docs;

import java.util.Map;

/** Commands of the pages that no story types, each with the reason. */
final class NotTyped {

    private static final String BUILD = "the tests run inside it, and it made the programs that they start";

    static final Map<Stretch, String> REASONS = Map.of(
            Stretch.of("docs/annotations.md", "You write, on a credential"),
                    "it stands in docs/first-hour.md, too, where it is typed",
            Stretch.of("docs/annotations.md", "Keyrings without a resource"),
                    "it stands in docs/install.md, too, where it is typed",
            Stretch.of("docs/hand-off.md", "Hand it in"),
                    "HandOffPageTest compares it with what the condition says, and ServiceTokenTest types that",
            Stretch.of("README.md", "See it: two commands", "make demo"), "a test of its own plays it: DemoTest",
            Stretch.of("README.md", "See it: two commands", "make test"), "it is what runs the tests",
            Stretch.of("docs/install.md", "Install", "docker"),
                    "no container engine runs here; DockerfileTest reads the file, and the tests run the folder that the image holds",
            Stretch.of("examples/quickstart/README.md", "1. Build, and install the custom resources", "make build"),
                    BUILD,
            Stretch.of("examples/quickstart/README.md", "4. Run the operator", "bin/keyturn run"),
                    "it would ask SuprSend; the same with --config follows, and is typed",
            Stretch.of("examples/simulator/README.md", "Start it", "mvn"), BUILD);

    private NotTyped() {}
}
