package dev.keyturn.main;

/** Tells whoever is to be told, once that is known: what is watched is watched before there is anybody to wake. */
final class Changed implements Runnable {

    private volatile Runnable told = () -> {};

    void tell(Runnable listener) {
        told = listener;
    }

    @Override
    public void run() {
        told.run();
    }
}
