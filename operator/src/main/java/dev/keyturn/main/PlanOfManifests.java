package dev.keyturn.main;

import dev.keyturn.crd.CredentialResource;
import dev.keyturn.kube.Credential;
import dev.keyturn.kube.SpecReader;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Forecast;
import dev.keyturn.plan.Limits;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.Resource;
import dev.keyturn.plan.Rivals;
import dev.keyturn.plan.Rivals.Asked;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What credentials would do that are applied now, in their order, to a cluster on which nothing of them is there yet. */
final class PlanOfManifests {

    static final int TURNS = 3;

    private final PlanReport report;
    private final SpecReader reader;
    private final Limits limits;
    private final Instant now;
    private final List<Owner> seen = new ArrayList<>();
    private final List<Asked> applied = new ArrayList<>();

    private PlanOfManifests(Options options, Instant now) {
        report = new PlanReport(now);
        reader = new SpecReader(
                options.limits().shortestInterval(), options.settings().restartWorkloads());
        limits = options.limits();
        this.now = now;
    }

    static PlanReport of(
            List<String> files, Optional<String> namespace, Options options, Instant now, InputStream input)
            throws Manifests.UnreadableException {
        var found = new Manifests(namespace, input).read(files);
        var plan = new PlanOfManifests(options, now);
        found.ours().forEach(plan::add);
        if (found.others() > 0) {
            plan.report.note(found.others()
                    + (found.others() == 1 ? " object is no credential." : " objects are no credentials."));
        }
        if (plan.report.hasCredentials()) {
            plan.report.note(
                    "Not known without a cluster: what would be restarted, whether accounts grant all this, and"
                            + " whether there are Secrets of these names.");
        }
        return plan.report;
    }

    private void add(Manifests.Ours ours) {
        switch (ours) {
            case Manifests.Ours.Wrong(var name, var detail) -> report.unusable(name, detail);
            case Manifests.Ours.WrongAccount(var name, var detail) -> report.wrong(name, detail);
            case Manifests.Ours.Read(var resource) -> add(resource);
        }
    }

    private void add(CredentialResource resource) {
        var owner = owner(resource);
        if (seen.contains(owner)) {
            report.unusable(
                    name(resource), "it stands there twice, and what is applied last would stay; keep one of the two");
            return;
        }
        seen.add(owner);
        switch (reader.read(Credential.of(resource))) {
            case SpecReader.Read.Unusable(var _, var detail) -> report.unusable(name(resource), detail);
            case SpecReader.Read.Usable(var demand) -> add(name(resource), new Resource(owner, null, null), demand);
        }
    }

    private void add(String name, Resource resource, Demand demand) {
        var asked = new Asked(resource, demand);
        var rival = Rivals.of(asked, applied, now);
        if (rival.isPresent()) {
            report.conflict(name, rival.get());
            return;
        }
        applied.add(asked);
        report.credential(
                name,
                demand,
                Optional.empty(),
                Forecast.first(resource, demand, limits, now),
                Forecast.turnsOfNew(resource, demand, now, TURNS),
                List.of());
    }

    /** What a manifest says stands in for what the API server would give it: namespaces and resources are told apart by their names. */
    private static Owner owner(CredentialResource resource) {
        var meta = resource.getMetadata();
        return new Owner(resource.getKind(), meta.getNamespace(), meta.getName(), name(resource), meta.getNamespace());
    }

    static String name(CredentialResource resource) {
        return resource.getMetadata().getNamespace() + "/"
                + resource.getMetadata().getName() + " (" + resource.getKind() + ")";
    }
}
