package dev.keyturn.simulator;

/** A pair as the dashboard shows it to every member of the account: with its secret. */
public record MintedPair(Pair pair, String secret) {

    @Override
    public String toString() {
        return "MintedPair[" + pair + "]";
    }
}
