package dev.keyturn.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who calls the hub: the bearer of an API key, or whoever signs with a pair. Safe for many threads. */
final class HubAuth {
    private static final int MOST_SIGNATURES = 10_000;
    private final Account account;
    private final Set<String> spent = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_SIGNATURES;
        }
    }));

    /** A key or pair that a request names, whether or not it opens anything. */
    interface Opener {
        String id();

        String workspace();

        String name();

        /** Whether it opens the hub now. */
        boolean opens();

        /** The same, and from here on a signature is spent. */
        default boolean enters() {
            return opens();
        }
    }

    HubAuth(Account account) {
        this.account = account;
    }

    /** Empty where the request names nothing that there ever was. */
    Optional<Opener> opener(Request request) {
        var bearer = request.credential("Bearer").flatMap(account::key).<Opener>map(Bearer::new);
        return bearer.or(() -> SignedRequest.of(request)
                .flatMap(signed -> account.pair(signed.key()).map(pair -> new Signer(pair, signed))));
    }

    private final class Bearer implements Opener {
        private final StoredKey key;

        Bearer(StoredKey key) {
            this.key = key;
        }

        @Override
        public String id() {
            return key.id;
        }

        @Override
        public String workspace() {
            return key.workspace;
        }

        @Override
        public String name() {
            return key.name;
        }

        @Override
        public boolean opens() {
            return key.acceptedAt(account.now());
        }
    }

    private final class Signer implements Opener {
        private final StoredPair pair;
        private final SignedRequest signed;

        Signer(StoredPair pair, SignedRequest signed) {
            this.pair = pair;
            this.signed = signed;
        }

        @Override
        public String id() {
            return pair.id;
        }

        @Override
        public String workspace() {
            return pair.workspace;
        }

        @Override
        public String name() {
            return pair.name;
        }

        @Override
        public boolean opens() {
            return pair.secretsAt(account.now()).anyMatch(signed::signedWith)
                    && signed.date().filter(HubAuth.this::inTime).isPresent()
                    && !spent.contains(signed.signature());
        }

        @Override
        public boolean enters() {
            return opens() && (!account.contract().pairs().refusesReplays() || spent.add(signed.signature()));
        }
    }

    /**
     * By the machine's clock, which the Date header of every answer shows, or by the one that was given: a caller that lives by either is
     * in time.
     */
    private boolean inTime(Instant date) {
        var tolerated = account.contract().pairs().skew();
        return apart(date, Instant.now()).compareTo(tolerated) <= 0
                || apart(date, account.now()).compareTo(tolerated) <= 0;
    }

    private static Duration apart(Instant one, Instant other) {
        return Duration.between(one, other).abs();
    }
}
