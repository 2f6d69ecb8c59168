package dev.keyturn.docs;

/** The commands of one section of a page that have these words in them; all of the section's where there are no words. */
record Stretch(String page, String section, String words) {

    static Stretch of(String page, String section) {
        return new Stretch(page, section, "");
    }

    static Stretch of(String page, String section, String words) {
        return new Stretch(page, section, words);
    }

    boolean has(Typed typed) {
        return typed.page().equals(page)
                && typed.section().equals(section)
                && typed.command().contains(words);
    }
}
