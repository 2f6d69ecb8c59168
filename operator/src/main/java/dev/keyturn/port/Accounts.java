package dev.keyturn.port;

import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Target;
import java.time.Duration;
import java.util.Optional;

/** The accounts that resources name. */
public interface Accounts {

    /**
     * An account.
     *
     * @param namespace of a namespaced account; empty for a cluster one
     * @param uid of the object: one that was made anew under the same name is another account
     * @param contact who does what only a person can
     * @param tokenNamespace where its service token's Secret is
     */
    record Account(
            String kind,
            String namespace,
            String name,
            String uid,
            String endpoint,
            String tokenNamespace,
            String tokenSecret,
            String tokenKey,
            Optional<String> contact) {

        /** Whether it takes its service token from there. */
        public boolean isFedBy(Target target) {
            return target.namespace().equals(tokenNamespace)
                    && target.secretName().equals(tokenSecret);
        }

        /** {@code <Kind>/<name>}, as users write it. */
        public String reference() {
            return kind + "/" + name;
        }
    }

    /** What is known of an account without asking anybody. */
    sealed interface State {
        record Found(Account account) implements State {}

        /** It cannot be worked with; the detail says what to do. */
        record Blocked(Reason reason, String detail) implements State {}
    }

    /** An account's token. */
    sealed interface Token {
        record Present(Secret value) implements Token {}

        record Unusable(Reason reason, String detail) implements Token {}
    }

    /** The account that a resource of this namespace names, if it may use it for what it asks for. */
    State find(String namespace, Demand demand);

    /** An account that takes its service token from the Secret, whoever publishes it; as it is written by users. */
    Optional<String> fedBy(Target target);

    /** The account's token, read live. */
    Token token(Account account);

    /** What the operator's configuration says of an endpoint; an unknown one is answered by {@link Endpoint#UNKNOWN}. */
    Endpoint endpoint(String name);

    /**
     * An endpoint, as far as the protocol depends on it.
     *
     * @param times so many answers in a row make a proof
     * @param over within so long
     */
    record Endpoint(boolean known, int times, Duration over, Duration sweepFor) {

        /** The same where one answer is enough: every moment counts while the published value is a dead one. */
        public Endpoint once() {
            return new Endpoint(known, 1, Duration.ZERO, sweepFor);
        }

        public static final Endpoint UNKNOWN = new Endpoint(false, 3, Duration.ofSeconds(3), Duration.ofHours(1));
    }
}
