package dev.keyturn.plan;

import java.util.List;

/**
 * What a person has to know who makes a new value by hand, and later ends the old one; without secrets.
 *
 * @param toMake as a request, such as {@code make a new service token at …}
 * @param toEnd likewise; empty where the old value ends when the new one is made
 * @param fields that are to be handed in, in the order in which they are asked for
 */
public record Guide(String toMake, String toEnd, List<String> fields) {
    public static final Guide NONE = new Guide("", "", List.of());
}
