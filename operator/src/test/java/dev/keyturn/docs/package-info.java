/** The pages, read as a new user reads them: what they say to type is typed, and has to lead where they say. */
@NullMarked
package dev.keyturn.docs;

import org.jspecify.annotations.NullMarked;
