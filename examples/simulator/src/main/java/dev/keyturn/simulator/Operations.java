package dev.keyturn.simulator;

import java.util.Optional;
import java.util.function.Function;

/** Operations as the provider's hosts have them in common. */
final class Operations {
    private Operations() {}

    /** What is done in a workspace that exists. */
    @FunctionalInterface
    interface InWorkspace {
        Answer perform(Workspace workspace, Lateness lateness);
    }

    /** Does {@code work} in the workspace; 404 where there is none of this slug. */
    static Operation inWorkspace(Account account, CallKind kind, String slug, Optional<String> name, InWorkspace work) {
        return of(
                kind,
                Optional.of(slug),
                name,
                lateness -> account.workspace(slug)
                        .map(workspace -> work.perform(workspace, lateness))
                        .orElseGet(() -> Errors.unknownWorkspace(slug)));
    }

    static Operation of(
            CallKind kind, Optional<String> workspace, Optional<String> name, Function<Lateness, Answer> perform) {
        return new Operation(kind, workspace, name, Optional.empty(), perform);
    }

    /**
     * The operation for who bears a living service token of the account; a refusal for anybody else. A path that the deployment does not know
     * is unknown to everybody.
     */
    static Operation forToken(Account account, Request request, Operation operation) {
        if (!account.deployment().knows(operation.kind())) {
            return refused(
                    operation, Errors.missingPath(account.contract().pairs().missingPath()));
        }
        if (request.header("Authorization").isEmpty()) {
            return refused(operation, Errors.missingToken());
        }
        var material = request.credential("ServiceToken");
        var token = material.flatMap(account::tokenId);
        if (token.isPresent()) {
            return operation.by(token);
        }
        var expired = material.filter(value -> account.tokens().expired(value, account.now()))
                .isPresent();
        return refused(
                operation, expired && account.contract().saysExpired() ? Errors.expiredToken() : Errors.invalidToken());
    }

    private static Operation refused(Operation operation, Answer refusal) {
        return of(operation.kind(), operation.workspace(), operation.name(), _ -> refusal);
    }
}
