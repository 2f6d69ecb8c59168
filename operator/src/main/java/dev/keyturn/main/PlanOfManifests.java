package dev.keyturn.main;

import dev.keyturn.crd.CredentialResource;
import dev.keyturn.kube.Credential;
import dev.keyturn.kube.KubeResources;
import dev.keyturn.kube.SpecReader;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Forecast;
import dev.keyturn.plan.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What credentials would do that are applied now, to a cluster on which nothing of them is there yet. */
final class PlanOfManifests {

    static final int TURNS = 3;

    private PlanOfManifests() {}

    static PlanReport of(List<String> files, Optional<String> namespace, Options options, Instant now)
            throws Manifests.UnreadableException {
        var found = Manifests.read(files, namespace);
        var report = new PlanReport(now);
        var reader = new SpecReader(
                options.limits().shortestInterval(), options.settings().restartWorkloads());
        for (var resource : found.credentials()) {
            switch (reader.read(Credential.of(resource))) {
                case SpecReader.Read.Unusable(var _, var detail) -> report.unusable(name(resource), detail);
                case SpecReader.Read.Usable(var demand) -> add(report, resource, demand, options, now);
            }
        }
        if (found.others() > 0) {
            report.note(found.others()
                    + (found.others() == 1 ? " object is no credential." : " objects are no credentials."));
        }
        return report;
    }

    private static void add(
            PlanReport report, CredentialResource resource, Demand demand, Options options, Instant now) {
        var wanted = new Resource(KubeResources.owner(resource, ""), null, null);
        report.credential(
                name(resource),
                demand,
                Optional.empty(),
                Forecast.first(wanted, demand, options.limits(), now),
                Forecast.turnsOfNew(wanted, demand, now, TURNS),
                List.of());
    }

    static String name(CredentialResource resource) {
        return resource.getMetadata().getNamespace() + "/"
                + resource.getMetadata().getName() + " (" + resource.getKind() + ")";
    }
}
