package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.settled;
import static dev.keyturn.plan.Times.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose a keyring is. */
final class OwnershipTest {

    private static final Step TAKE = new Step.TakeOver();
    private static final Owner AGAIN = new Owner("SuprSendApiKey", "shop", "checkout", "uid-2", "ns-1");
    private static final Owner RENAMED = new Owner("SuprSendApiKey", "shop", "basket", "uid-2", "ns-1");
    private static final Owner OTHER_KIND = new Owner("SuprSendWorkspaceKey", "shop", "checkout", "uid-2", "ns-1");
    private static final Owner STRANGER = new Owner("SuprSendApiKey", "shop", "checkout", "uid-2", "ns-2");
    private static final Owner RENAMED_STRANGER = new Owner("SuprSendApiKey", "shop", "basket", "uid-2", "ns-2");

    static Stream<Arguments> standings() {
        return Stream.of(
                argumentSet("its own", Standing.Living, Ledgers.OWNER, false),
                argumentSet("its own, which was thought to be gone", Standing.Unowned, Ledgers.OWNER, true),
                argumentSet("its own, released", Standing.Released, Ledgers.OWNER, true),
                argumentSet("its own, retained", Standing.Retained, Ledgers.OWNER, true),
                argumentSet("living, of the same name: made again while nobody looked", Standing.Living, AGAIN, true),
                argumentSet("unowned, of the same name: applied again", Standing.Unowned, AGAIN, true),
                argumentSet("released, of the same name", Standing.Released, AGAIN, true),
                argumentSet("retained, of the same name", Standing.Retained, AGAIN, true),
                argumentSet("released, of another name: renamed in Git", Standing.Released, RENAMED, true),
                argumentSet("retained, of another name", Standing.Retained, RENAMED, true),
                argumentSet("released, of another kind", Standing.Released, OTHER_KIND, true),
                argumentSet("living, in a namespace made anew", Standing.Living, STRANGER, true),
                argumentSet(
                        "unowned, in a namespace made anew, by another name", Standing.Unowned, RENAMED_STRANGER, true),
                argumentSet("released, in a namespace made anew", Standing.Released, STRANGER, true));
    }

    @ParameterizedTest
    @MethodSource("standings")
    void aKeyringBecomesTheResources(Standing standing, Owner comer, boolean taken) {
        assertThat(seen(ledger(current(7)).standing(standing, hours(1)))
                        .owner(comer)
                        .next())
                .isEqualTo(taken ? TAKE : settled());
    }

    static Stream<Arguments> conflicts() {
        return Stream.of(
                argumentSet(
                        "living, of another name",
                        Standing.Living,
                        RENAMED,
                        "delete one of the two, and apply it again with another publish.secretName"),
                argumentSet(
                        "living, of another kind",
                        Standing.Living,
                        OTHER_KIND,
                        "delete one of the two, and apply it again with another publish.secretName"),
                argumentSet("unowned, of another name", Standing.Unowned, RENAMED, "keyturn.dev/release: \"now\""),
                argumentSet(
                        "retained, in a namespace made anew",
                        Standing.Retained,
                        STRANGER,
                        "keyturn.dev/release: \"now\""));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void aKeyringOfSomebodyElseIsAConflict(Standing standing, Owner comer, String wayOut) {
        var step = seen(ledger(current(7).exposed()).standing(standing, hours(1)))
                .owner(comer)
                .next();

        assertThat(step).isInstanceOfSatisfying(Step.Halt.class, halt -> {
            assertThat(halt.reason()).isEqualTo(Reason.Conflict);
            assertThat(halt.detail())
                    .startsWith("Secret checkout-suprsend is published by SuprSendApiKey/checkout")
                    .contains(wayOut);
        });
    }
}
