package dev.keyturn.issuer.suprsend;

import dev.keyturn.port.Secret;

/** What a list shows of a value: its first characters, and stars for the rest. */
final class Preview {

    /** Fewer are no word about which value it is: all API keys begin with the same three. */
    private static final int LEAST_SHOWN = 8;

    private Preview() {}

    /** Whether the value has what is shown, where it is shown, and enough is shown to tell. */
    static boolean fits(String shown, Secret value) {
        var first = shown.indexOf('*');
        if (first < 0) {
            return false;
        }
        var before = shown.substring(0, first);
        var after = shown.substring(shown.lastIndexOf('*') + 1);
        return before.length() + after.length() >= LEAST_SHOWN
                && value.lendText(text -> text.length() > before.length() + after.length()
                        && text.startsWith(before)
                        && text.endsWith(after));
    }
}
