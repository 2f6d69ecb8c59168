package dev.keyturn.kube;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes sure that what was read has all that its type says is always there. */
final class Completeness {

    /** The components of a record; asking its class is dear, and each ledger that is read has dozens of records. */
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents())
                    .map(component -> new Part(
                            "." + component.getName(),
                            component.getAccessor(),
                            component.getAnnotatedType().isAnnotationPresent(Nullable.class)))
                    .toList();
        }
    };

    private Completeness() {}

    private record Part(String name, Method accessor, boolean optional) {

        @Nullable
        Object of(Object whole) {
            try {
                return accessor.invoke(whole);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("accessors of public records can be called", e);
            }
        }
    }

    /** Where something is; made into words only where it is missing. */
    private record Place(@Nullable Place outer, String name) {

        @Override
        public String toString() {
            return outer == null ? name : outer + name;
        }
    }

    /**
     * Walks a record and the records in it.
     *
     * @throws IllegalStateException naming the first part that is missing
     */
    static void check(String path, @Nullable Object value) {
        check(new Place(null, path), value);
    }

    private static void check(Place place, @Nullable Object value) {
        switch (value) {
            case null -> throw new IllegalStateException(place + " is missing");
            case Record whole -> {
                for (var part : PARTS.get(whole.getClass())) {
                    var found = part.of(whole);
                    if (found != null || !part.optional()) {
                        check(new Place(place, part.name()), found);
                    }
                }
            }
            case Collection<?> elements -> elements.forEach(element -> check(new Place(place, "[]"), element));
            default -> {}
        }
    }
}
