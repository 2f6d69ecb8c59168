package dev.keyturn.plan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** What went wrong, as a sentence for the person who reads a status: a reason names it, and does not say what to do. */
public final class Words {

    /** What somebody does who cannot have a Secret: {@code publish.secretName} is immutable. */
    public static final String OTHER_SECRET = "delete this resource and apply it again with another publish.secretName";

    private Words() {}

    /** Of failures on the way to a published key. */
    static String of(Failures failures) {
        return switch (known(failures)) {
                    case AccountUnauthorized ->
                        "the provider refuses the service token; put a valid one into the Secret that the account names";
                    case ProviderDisagrees ->
                        "the provider refuses the new keys that it has made; no more are made until it accepts one of them; "
                                + "ask the provider why";
                    default -> of(known(failures));
                }
                + counted(failures);
    }

    /** Of a key that was revoked, and asked about for longer than that should take. */
    public static String ofDeath(Key key) {
        var reason = known(key.death());
        if (key.handedOver() && reason == Reason.ProviderDisagrees) {
            return "the provider refuses the value in use and still accepts revision " + key.revision()
                    + ": the wrong one was ended; revision " + key.revision()
                    + " is to stay until a new value is handed in";
        }
        if (key.handedOver()) {
            return "revision " + key.revision()
                    + " should have been ended by a person since long, and the provider still accepts it";
        }
        return "revision " + key.revision() + (key.inPlace() ? " was replaced" : " was revoked")
                + " and is not proved dead: "
                + switch (reason) {
                    case RevocationUnproved -> "the provider neither refuses it nor lists it as deleted";
                    case ProviderDisagrees ->
                        "the provider refuses the current key, too, and so its refusals prove nothing";
                    default -> of(reason);
                }
                + counted(key.death());
    }

    /** Of a provider, or of an account at it. */
    public static String of(Reason reason) {
        return switch (reason) {
            case AccountUnauthorized -> "the provider refuses the service token";
            case ProviderUnavailable -> "the provider cannot be reached or fails";
            case ProviderRateLimited -> "the provider asks to wait";
            case ProviderUnusable ->
                "the provider answers with something that is no answer of its API (HTML, wrong JSON, a redirect)";
            case TokenMissing, TokenEmpty -> "the account has no service token";
            case WorkspaceUnknown -> "the account does not have the workspace";
            case WorkspaceNotSeen -> "no token of the account lists the workspace any more";
            case EndpointUnknown -> "the operator's configuration does not have the account's endpoint";
            default -> "a step failed (" + reason + ")";
        };
    }

    public static String at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** It may be one of a later version, which this one does not know. */
    static Reason known(Failures failures) {
        return Objects.requireNonNullElse(failures.reason(), Reason.BackingOff);
    }

    private static String counted(Failures failures) {
        return failures.count() == 1 ? "; 1 failure" : "; " + failures.count() + " failures in a row";
    }
}
