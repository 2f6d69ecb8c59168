package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Strategy;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Answer.Kind;
import dev.keyturn.port.Issuer.Listed;
import dev.keyturn.port.Issuer.Workspace;
import dev.keyturn.port.Probed;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Contract;
import dev.keyturn.simulator.Contract.HubRefusal;
import dev.keyturn.simulator.Contract.SecondDelete;
import dev.keyturn.simulator.SimulatorOptions.Mode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifeOfAKeyTest {

    @Test
    void aKeyIsIssuedAcceptedListedRevokedAndRefused() {
        try (var bench = new Bench()) {
            var made = bench.made();

            assertThat(bench.keys.probe(Bench.ENDPOINT, made.material())).isEqualTo(new Probed.Accepted());
            assertThat(bench.keys.list(bench.access, Bench.WORKSPACE)).satisfies(answer -> {
                var listed = ((Answer.Ok<List<Listed>>) answer).value().getFirst();
                assertThat(listed.id()).isEqualTo(made.id());
                assertThat(listed.name()).isEqualTo("kt-a-b-r1-c");
                assertThat(listed.deleted()).isFalse();
                assertThat(listed.createdAt()).isNotNull();
            });
            assertThat(bench.keys.revoke(bench.access, Bench.WORKSPACE, made.id(), Bench.soon()))
                    .isEqualTo(new Answer.Ok<>(true));
            assertThat(bench.keys.probe(Bench.ENDPOINT, made.material())).isEqualTo(new Probed.Refused());
            assertThat(bench.observed)
                    .containsExactly(
                            "cloud issue 2xx",
                            "cloud probe 2xx",
                            "cloud list 2xx",
                            "cloud revoke 2xx",
                            "cloud probe 4xx");
        }
    }

    @Test
    void nothingIsSentThatTheProviderWouldWonderAt() {
        try (var bench = new Bench()) {
            var made = bench.made();
            bench.keys.workspaces(bench.access);
            bench.keys.list(bench.access, Bench.WORKSPACE);
            bench.keys.probe(Bench.ENDPOINT, made.material());
            bench.keys.revoke(bench.access, Bench.WORKSPACE, made.id(), Bench.soon());

            assertThat(bench.simulator.suspicions()).isEmpty();
            assertThat(bench.simulator.count(CallKind.OTHER)).isZero();
            assertThat(bench.simulator.calls()).hasSize(5);
        }
    }

    @Test
    void itIsAnOverlappingIssuerOfOneField() {
        try (var bench = new Bench()) {
            assertThat(bench.keys.kind()).isEqualTo("SuprSendApiKey");
            assertThat(bench.keys.strategy()).isEqualTo(Strategy.OVERLAP);
            assertThat(bench.keys.fields()).containsExactly("apiKey");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsGoneAlreadyIsRevoked(SecondDelete second) {
        try (var bench = new Bench(Contract.defaults().with(second))) {
            var made = bench.made();
            bench.simulator.deleteKey(made.id());

            assertThat(bench.keys.revoke(bench.access, Bench.WORKSPACE, made.id(), Bench.soon()))
                    .isEqualTo(new Answer.Ok<>(true));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyDocumentedFormOfTheHubsRefusalIsOne(HubRefusal form) {
        try (var bench = new Bench(Contract.defaults().with(form))) {
            assertThat(bench.keys.probe(Bench.ENDPOINT, Bench.material("SS.nobody")))
                    .isEqualTo(new Probed.Refused());
        }
    }

    @Test
    void deletedKeysAreListedAsSuch() {
        try (var bench = new Bench(Contract.defaults().listingDeletedKeys())) {
            var made = bench.made();
            bench.keys.revoke(bench.access, Bench.WORKSPACE, made.id(), Bench.soon());

            assertThat(bench.keys.list(bench.access, Bench.WORKSPACE))
                    .satisfies(answer -> assertThat(((Answer.Ok<List<Listed>>) answer).value())
                            .singleElement()
                            .matches(Listed::deleted));
        }
    }

    @Test
    void listsOfManyPagesAreWhole() {
        try (var bench = new Bench()) {
            for (int each = 0; each < 101; each++) {
                bench.simulator.mintKey(Bench.WORKSPACE, "key-" + each);
                bench.simulator.addWorkspace("more-" + each, Mode.PRODUCTION);
            }

            assertThat(bench.keys.list(bench.access, Bench.WORKSPACE))
                    .satisfies(answer -> assertThat(((Answer.Ok<List<Listed>>) answer).value())
                            .hasSize(101));
            assertThat(bench.keys.workspaces(bench.access)).satisfies(answer -> {
                var workspaces = ((Answer.Ok<List<Workspace>>) answer).value();
                assertThat(workspaces).hasSize(102).extracting(Workspace::uid).doesNotHaveDuplicates();
                assertThat(workspaces.getFirst()).matches(first -> first.slug().equals(Bench.WORKSPACE));
            });
            assertThat(bench.simulator.count(CallKind.LIST_KEYS)).isEqualTo(3);
        }
    }

    @Test
    void aNameThatIsTakenIsRejected() {
        try (var bench = new Bench(Contract.defaults().withUniqueNames())) {
            bench.made();

            assertThat(bench.issue())
                    .isEqualTo(new Answer.Fault<>(Kind.REJECTED, Reason.ProviderUnusable, Optional.empty()));
        }
    }
}
