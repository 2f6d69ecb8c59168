package dev.keyturn.main;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The variables that the kubelet puts into every container for the Services of its namespace. Those of a Service {@code keyturn} are called
 * as if they were settings, and that of a Service {@code keyturn-http} even as one that exists: they are known by their shape.
 */
final class ServiceLinks {

    private static final String HOST = "_SERVICE_HOST";
    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    private ServiceLinks() {}

    /** Their names in an environment. */
    static Set<String> in(Map<String, String> environment) {
        var services = environment.keySet().stream()
                .filter(name -> name.endsWith(HOST))
                .map(name -> name.substring(0, name.length() - HOST.length()))
                .collect(Collectors.toSet());
        return environment.entrySet().stream()
                .filter(variable -> services.stream().anyMatch(service -> isOf(service, variable)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isOf(String service, Map.Entry<String, String> variable) {
        if (!variable.getKey().startsWith(service + "_")) {
            return false;
        }
        var rest = variable.getKey().substring(service.length());
        return rest.matches("_SERVICE_HOST|_SERVICE_PORT(_[A-Z0-9_]+)?|_PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?")
                || (rest.equals("_PORT") && ADDRESS.matcher(variable.getValue()).matches());
    }
}
