package dev.keyturn.crd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists that JSON may leave out. */
final class Lists {

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private Lists() {}
}
