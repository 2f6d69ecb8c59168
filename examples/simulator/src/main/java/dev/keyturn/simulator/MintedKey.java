package dev.keyturn.simulator;

/** A key made by hand, with its material, which the simulator itself does not keep. */
public record MintedKey(ApiKey key, String material) {

    @Override
    public String toString() {
        return "MintedKey[" + key + "]";
    }
}
