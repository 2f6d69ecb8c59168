package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The key turned twice as the quick start says, once because it was time and once because it was exposed, and looked at from the provider's side. */
final class Turning {

    private static final String QUICK_START = "examples/quickstart/README.md";

    static final List<Stretch> CHOSEN =
            List.of(Stretch.of(QUICK_START, "5. Turn it"), Stretch.of(QUICK_START, "6. It was exposed"));

    private Turning() {}

    static void of(Scene scene) {
        var provider = scene.tenant.provider;
        var first = scene.tenant.published();
        assertThat(provider.accepts(first)).isTrue();
        assertThat(scene.tenant.made()).isEqualTo(1);

        scene.reader.types(QUICK_START, "5. Turn it");
        var second = scene.tenant.published();
        assertThat(second).isNotEqualTo(first);
        assertThat(provider.accepts(second)).isTrue();
        assertThat(provider.accepts(first)).as("the overlap of a day").isTrue();

        scene.reader.types(QUICK_START, "6. It was exposed");
        assertThat(scene.tenant.publishedWorks()).isTrue();
        assertThat(provider.accepts(first)).isFalse();
        assertThat(provider.accepts(second)).isFalse();
        assertThat(scene.living()).isEqualTo(1);
        assertThat(scene.tenant.made()).isEqualTo(3);
        assertThat(provider.suspicions()).isEmpty();
    }
}
