package dev.keyturn.docs;

import java.util.List;

/**
 * A command as a page gives it.
 *
 * @param page its path in the repository
 * @param section the heading that it stands under
 * @param line where in the page
 * @param shown what the page says that it prints; nothing where it says nothing
 */
record Typed(String page, String section, int line, String command, List<String> shown) {

    String place() {
        return page + ":" + line + " " + command;
    }
}
