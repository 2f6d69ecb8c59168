package dev.keyturn.kube;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Makes sure that what was read has all that its type says is always there. */
final class Completeness {

    private Completeness() {}

    /**
     * Walks a record and the records in it.
     *
     * @throws IllegalStateException naming the first part that is missing
     */
    static void check(String path, @Nullable Object value) {
        switch (value) {
            case null -> throw new IllegalStateException(path + " is missing");
            case Record whole -> {
                for (var component : whole.getClass().getRecordComponents()) {
                    var part = read(whole, component);
                    if (part != null || !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                        check(path + "." + component.getName(), part);
                    }
                }
            }
            case Collection<?> elements -> elements.forEach(element -> check(path + "[]", element));
            default -> {}
        }
    }

    private static @Nullable Object read(Record whole, RecordComponent component) {
        try {
            return component.getAccessor().invoke(whole);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("accessors of public records can be called", e);
        }
    }
}
