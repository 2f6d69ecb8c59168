package dev.keyturn.main;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The words of a configuration as its record has them: {@code rotation.keysPerDay}, and with {@code *} in place of the keys of a map. */
public final class ConfigurationWords {

    private ConfigurationWords() {}

    public static Set<String> ofTheRecord() {
        var words = new TreeSet<String>();
        collect("", Configuration.class, words);
        return words;
    }

    private static void collect(String path, Type type, Set<String> into) {
        switch (type) {
            case Class<?> record
            when record.isRecord() -> {
                for (var component : record.getRecordComponents()) {
                    collect(path + (path.isEmpty() ? "" : ".") + component.getName(), component.getGenericType(), into);
                }
            }
            case ParameterizedType map
            when map.getRawType() == Map.class -> collect(path + ".*", map.getActualTypeArguments()[1], into);
            default -> into.add(path);
        }
    }
}
