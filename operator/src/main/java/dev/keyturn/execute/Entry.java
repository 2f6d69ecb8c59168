package dev.keyturn.execute;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.Reason;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Issuer.Workspace;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The way into the workspace that a resource names, as far as its account opens it. */
final class Entry {

    /** A workspace that can be worked in, or why not. */
    sealed interface Found {
        record Open(Sessions.Session.Open session, Place place) implements Found {}

        record Shut(Outcome.Blocked why) implements Found {}
    }

    private final Sessions sessions;

    Entry(Sessions sessions) {
        this.sessions = sessions;
    }

    /** What is found open is remembered, so that it can be worked in when resource and account are gone. */
    Found into(Scene scene, Issuer issuer) throws WriteLostException {
        var account = scene.account().orElse(null);
        if (account == null) {
            return shut(Reason.AccountMissing, "the account is gone");
        }
        return switch (sessions.open(issuer, account)) {
            case Sessions.Session.Closed(var reason, var detail, var after) ->
                new Found.Shut(new Outcome.Blocked(reason, detail, after));
            case Sessions.Session.Open open -> into(scene, open);
        };
    }

    private Found into(Scene scene, Sessions.Session.Open open) throws WriteLostException {
        var slug = scene.wanted().workspace();
        var workspace = open.workspace(slug).orElse(null);
        if (workspace == null) {
            sessions.doubt(open.access());
            return knownUid(scene, slug).isPresent()
                    ? shut(Reason.WorkspaceNotSeen, Sessions.notSeen(slug))
                    : shut(
                            Reason.WorkspaceUnknown,
                            "the account has no workspace " + slug + "; it has: " + slugs(open.workspaces()));
        }
        if (knownUid(scene, slug).filter(uid -> !uid.equals(workspace.uid())).isPresent()) {
            return shut(
                    Reason.WorkspaceChanged,
                    "workspace " + slug
                            + " of this account is not the one that the keys so far belong to; name the account "
                            + "that has it, or, to begin anew in this one, delete this resource and apply it again");
        }
        sessions.remember(open);
        return new Found.Open(open, new Place(open.record(), open.access().endpoint(), slug, workspace.uid()));
    }

    private static String slugs(List<Workspace> workspaces) {
        return String.join(
                ", ",
                workspaces.stream().map(Workspace::slug).sorted().limit(20).toList());
    }

    /** The uid that the current key of this resource in the workspace has. */
    private static Optional<String> knownUid(Scene scene, String slug) {
        return scene.stored()
                .flatMap(stored -> stored.keyring().ledger().current())
                .map(Key::place)
                .filter(place -> place.workspace().equals(slug))
                .map(Place::workspaceUid);
    }

    private static Found shut(Reason reason, String detail) {
        return new Found.Shut(new Outcome.Blocked(reason, detail, Optional.<Duration>empty()));
    }
}
