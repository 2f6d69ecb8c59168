package dev.keyturn.simulator;

/** A service token made by hand at the dashboard, with its material. */
public record MintedToken(String id, String material) {

    @Override
    public String toString() {
        return "MintedToken[" + id + "]";
    }
}
