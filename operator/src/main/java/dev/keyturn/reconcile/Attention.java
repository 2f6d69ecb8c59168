package dev.keyturn.reconcile;

import dev.keyturn.crd.SuprSendAccountStatus;
import dev.keyturn.execute.Driver;
import dev.keyturn.execute.Subject;
import dev.keyturn.port.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Notices that a person changed something: then what stood in the way is looked at again at once. */
final class Attention {

    private final Driver driver;
    private final AccountCaches accounts;
    private final Map<String, String> seen = new ConcurrentHashMap<>();

    Attention(Driver driver, AccountCaches accounts) {
        this.driver = driver;
        this.accounts = accounts;
    }

    void onChange(HasMetadata resource, Subject subject) {
        var now = resource.getMetadata().getGeneration() + " "
                + Updates.annotation(resource, Names.ROTATE).hashCode() + " "
                + Updates.annotation(resource, Names.EXPOSED).hashCode() + " " + account(subject);
        if (!now.equals(seen.put(resource.getMetadata().getUid(), now))) {
            driver.lookAgain(subject);
        }
    }

    private String account(Subject subject) {
        if (!(subject instanceof Subject.Wanted wanted)) {
            return "";
        }
        var demand = wanted.demand();
        Optional<? extends HasMetadata> account = demand.account().kind().equals("SuprSendAccount")
                ? accounts.namespaced(
                        demand.target().namespace(), demand.account().name())
                : accounts.cluster(demand.account().name());
        return account.map(found ->
                        found.getMetadata().getUid() + found.getMetadata().getGeneration() + ready(found))
                .orElse("");
    }

    private static String ready(HasMetadata account) {
        return account instanceof CustomResource<?, ?> resource
                        && resource.getStatus() instanceof SuprSendAccountStatus status
                ? status.conditions().stream()
                        .filter(condition -> "Ready".equals(condition.getType()))
                        .map(condition -> condition.getStatus() + condition.getReason())
                        .findFirst()
                        .orElse("")
                : "";
    }

    void forget(HasMetadata resource) {
        seen.remove(resource.getMetadata().getUid());
    }
}
