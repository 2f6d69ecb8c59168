package dev.keyturn.execute;

import dev.keyturn.port.Accounts;
import dev.keyturn.port.Accounts.Account;
import dev.keyturn.port.Accounts.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens of accounts, each read once in a moment: the steps of many rotations ask for the same one. */
final class AccountTokens {

    /** Shorter than what anybody needs to put another one there and to end this one. */
    private static final Duration BELIEVED_FOR = Duration.ofSeconds(1);

    private record Seen(Instant at, Account account, Token token) {
        boolean stillHolds(Account asked, Instant now) {
            return token instanceof Token.Present
                    && account.equals(asked)
                    && !now.isBefore(at)
                    && now.isBefore(at.plus(BELIEVED_FOR));
        }
    }

    private final Accounts accounts;
    private final InstantSource time;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    AccountTokens(Accounts accounts, InstantSource time) {
        this.accounts = accounts;
        this.time = time;
    }

    /** Of the account whose record has this name; one reads it, and whoever asks meanwhile waits for that. */
    Token of(String record, Account account) {
        var now = time.instant();
        return seen.compute(
                        record,
                        (_, known) -> known != null && known.stillHolds(account, now)
                                ? known
                                : new Seen(now, account, accounts.token(account)))
                .token();
    }

    /** It is read anew by whoever asks from now on. */
    void forget(String record) {
        seen.remove(record);
    }
}
