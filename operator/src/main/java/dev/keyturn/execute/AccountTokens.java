package dev.keyturn.execute;

import dev.keyturn.port.Accounts;
import dev.keyturn.port.Accounts.Account;
import dev.keyturn.port.Accounts.Token;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The tokens of accounts, read live: once in a pass, whose steps ask for the same one. */
final class AccountTokens {

    /** By the name of the account's record; a pass is one thread's. */
    private static final ScopedValue<Map<String, Token>> OF_THIS_PASS = ScopedValue.newInstance();

    private final Accounts accounts;

    AccountTokens(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Runs a pass. */
    static <T> T inPass(Supplier<T> pass) {
        return ScopedValue.where(OF_THIS_PASS, new HashMap<>()).call(pass::get);
    }

    /** Of the account whose record has this name. */
    Token of(String record, Account account) {
        return OF_THIS_PASS.isBound()
                ? OF_THIS_PASS.get().computeIfAbsent(record, _ -> accounts.token(account))
                : accounts.token(account);
    }

    /** This pass reads it anew. */
    void forget(String record) {
        if (OF_THIS_PASS.isBound()) {
            OF_THIS_PASS.get().remove(record);
        }
    }
}
