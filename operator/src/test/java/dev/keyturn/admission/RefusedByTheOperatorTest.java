package dev.keyturn.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.crd.CredentialResource;
import dev.keyturn.crd.ServiceToken;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.crd.SuprSendWorkspaceKey;
import dev.keyturn.kube.Credential;
import dev.keyturn.kube.SpecReader;
import dev.keyturn.kube.SpecReader.Read;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever admission refuses, the operator refuses as well, for admission may be bypassed. */
final class RefusedByTheOperatorTest {

    /** A field that does not exist is not read; a name that no object has finds no account; many labels are no wrong ones. */
    private static final Set<String> NOT_SEEN = Set.of(
            "a field that does not exist",
            "a token to begin with: one that stands in the Secret is taken anyway",
            "a token with a workspace",
            "a token that is published nowhere",
            "a reader with the group of its kind",
            "readers that are one word",
            "an account in another namespace",
            "an account without a name",
            "33 labels",
            "33 annotations",
            "labels '" + "a".repeat(254) + "/b'",
            "annotations '" + "a".repeat(254) + "/b'");

    @ParameterizedTest
    @MethodSource({"specs", "publications", "pairs", "tokens"})
    void it_is_unusable_with_a_sentence_that_names_what_is_wrong(String manifest, String sentence) {
        var resource = Serialization.unmarshal(manifest, type(manifest));
        resource.getMetadata().setNamespace("shop");

        var read = new SpecReader(Duration.ofSeconds(1)).read(Credential.of(resource));

        assertThat(read)
                .asInstanceOf(InstanceOfAssertFactories.type(Read.Unusable.class))
                .extracting(Read.Unusable::detail, InstanceOfAssertFactories.STRING)
                .containsPattern(sentence);
    }

    private static Class<? extends CredentialResource> type(String manifest) {
        if (manifest.contains("kind: ServiceToken")) {
            return ServiceToken.class;
        }
        return manifest.contains("kind: SuprSendWorkspaceKey") ? SuprSendWorkspaceKey.class : SuprSendApiKey.class;
    }

    static Stream<Arguments> specs() {
        return Stream.of(
                        rows(
                                RefusedApiKeysTest.specs(),
                                "spec[.]workspace must be the slug|spec[.]deletionPolicy must be Revoke or Retain|spec[.]consumers[.]restart must be WhenNeeded or Never"),
                        rows(
                                RefusedApiKeysTest.takeOvers(),
                                "spec[.]takeOver([.]keyId must be the id of a key| needs an entry of spec[.]publish[.]data that is just)"),
                        rows(RefusedApiKeysTest.workspaces(), "spec[.]workspace must be the slug of a workspace"),
                        rows(RefusedApiKeysTest.intervals(), "spec[.]rotation[.]every must be .* from 1s to 3650d"),
                        rows(
                                RefusedApiKeysTest.cron(),
                                "spec[.]rotation[.]cron (must be five fields as in a CronJob|has something wrong in the)"),
                        rows(
                                RefusedApiKeysTest.windows(),
                                "spec[.]rotation[.](every and spec[.]rotation[.]cron are both there|timeZone (is the zone of|must be a name)"
                                        + "|windows may have 16|windows\\[0][.](kind must|schedule must be five|duration must be .* from 1m to 365d))"),
                        rows(
                                RefusedApiKeysTest.overlaps(),
                                "spec[.]rotation[.]overlap must be .* from 0s to 90d"
                                        + "|spec[.]onExposure[.]waitForConsumers must be .* from 0s to 1d"),
                        rows(RefusedApiKeysTest.references(), "spec[.]accountRef[.]kind must be"),
                        rows(
                                RefusedApiKeysTest.names(),
                                "metadata[.]name has more than 63|spec[.]publish[.]secretName must not end in -delivery"))
                .flatMap(rows -> rows);
    }

    static Stream<Arguments> publications() {
        return Stream.of(
                        rows(RefusedPublicationsTest.secretNames(), "spec[.]publish[.]secretName must"),
                        rows(RefusedPublicationsTest.entryNames(), "spec[.]publish[.]data has a key that no Secret"),
                        rows(
                                RefusedPublicationsTest.placeholders(),
                                "spec[.]publish[.]data (entry bad has a placeholder that does not|needs an entry)"),
                        rows(RefusedPublicationsTest.sizes(), "spec[.]publish[.]data may have 32 entries and 8 KiB"),
                        rows(
                                RefusedPublicationsTest.foreignKeys(),
                                "may not set the (label|annotation) \\S+, which belongs to another controller"),
                        rows(
                                RefusedPublicationsTest.labels(),
                                "(label|annotation) (whose name|team has a value that) Kubernetes does not allow"))
                .flatMap(rows -> rows);
    }

    /** What they have of their own, and that they are read as API keys are, of each sort of rule a row. */
    static Stream<Arguments> pairs() {
        return Stream.of(
                        rows(
                                RefusedWorkspaceKeysTest.placeholders(),
                                "spec[.]publish[.]data entry bad has a placeholder that does not"),
                        rows(
                                RefusedWorkspaceKeysTest.whichPair(),
                                "spec[.]pair must be Own or Default|spec[.]turning (must be|is for pair: Default)"
                                        + "|shows the previous value, and of pair: Default there is none"
                                        + "|spec[.]takeOver (is for pair: Own|needs an entry of spec[.]publish[.]data that is just)"),
                        rows(RefusedWorkspaceKeysTest.unused(), "spec[.]publish[.]data needs an entry"),
                        rows(
                                Manifests.ofPairs(RefusedApiKeysTest.intervals()),
                                "spec[.]rotation[.]every must be .* from 1s to 3650d"),
                        rows(
                                Manifests.ofPairs(RefusedApiKeysTest.overlaps()),
                                "spec[.]rotation[.]overlap must be .* from 0s to 90d"
                                        + "|spec[.]onExposure[.]waitForConsumers must be .* from 0s to 1d"),
                        rows(
                                Manifests.ofPairs(RefusedPublicationsTest.secretNames()),
                                "spec[.]publish[.]secretName must"),
                        rows(
                                Manifests.ofPairs(RefusedPublicationsTest.entryNames()),
                                "spec[.]publish[.]data has a key that no Secret"))
                .flatMap(rows -> rows);
    }

    static Stream<Arguments> tokens() {
        return Stream.of(
                        rows(
                                RefusedServiceTokensTest.placeholders(),
                                "spec[.]publish[.]data (entry bad has a placeholder that does not|needs an entry)"),
                        rows(
                                RefusedServiceTokensTest.readers(),
                                "spec[.]allowedReaders(\\[0] must be a subject as in a RoleBinding| may have 64)"),
                        rows(RefusedServiceTokensTest.specs(), "spec[.]deletionPolicy must be Revoke or Retain"),
                        rows(
                                Manifests.ofTokens(RefusedApiKeysTest.intervals()),
                                "spec[.]rotation[.]every must be .* from 1s to 3650d"),
                        rows(
                                Manifests.ofTokens(RefusedApiKeysTest.overlaps()),
                                "spec[.]rotation[.]overlap must be .* from 0s to 90d"
                                        + "|spec[.]onExposure[.]waitForConsumers must be .* from 0s to 1d"),
                        rows(
                                Manifests.ofTokens(RefusedApiKeysTest.names()),
                                "metadata[.]name has more than 63|spec[.]publish[.]secretName must not end in -delivery"),
                        rows(
                                Manifests.ofTokens(RefusedPublicationsTest.secretNames()),
                                "spec[.]publish[.]secretName must"),
                        rows(
                                Manifests.ofTokens(RefusedPublicationsTest.entryNames()),
                                "spec[.]publish[.]data has a key that no Secret"))
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> rows(Stream<Arguments> refused, String sentence) {
        return refused.map(ArgumentSet.class::cast)
                .filter(row -> !NOT_SEEN.contains(row.getName()))
                .map(row -> argumentSet(row.getName(), row.get()[0], sentence));
    }
}
