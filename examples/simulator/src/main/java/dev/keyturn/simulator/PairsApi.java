package dev.keyturn.simulator;

import static dev.keyturn.simulator.Paths.matches;

import dev.keyturn.simulator.Operations.InWorkspace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The pairs of workspace key and secret at the management host. */
final class PairsApi {
    private final Account account;

    PairsApi(Account account) {
        this.account = account;
    }

    /** Empty where the path, or the method, is none of pairs. */
    Optional<Operation> route(List<String> path, Request request) {
        if (matches(path, "v1", "*", "ws_key", "")) {
            return ofAll(path.get(1), request);
        }
        if (matches(path, "v1", "*", "ws_key", "*", "")) {
            return ofOne(path.get(1), path.get(3), request.method());
        }
        return matches(path, "v1", "*", "ws_key", "*", "rotate", "")
                        && request.method().equals("PATCH")
                ? Optional.of(operation(
                        CallKind.ROTATE_PAIR,
                        path.get(1),
                        nameOf(path.get(1), path.get(3)),
                        (workspace, lateness) -> rotate(workspace, path.get(3), lateness)))
                : Optional.empty();
    }

    private Optional<Operation> ofAll(String slug, Request request) {
        return switch (request.method()) {
            case "GET" ->
                Optional.of(operation(
                        CallKind.LIST_PAIRS,
                        slug,
                        Optional.empty(),
                        (workspace, lateness) -> list(workspace, request, lateness.lists())));
            case "POST" ->
                Optional.of(operation(
                        CallKind.CREATE_PAIR,
                        slug,
                        NewRecord.name(request),
                        (workspace, lateness) -> create(workspace, request, lateness)));
            default -> Optional.empty();
        };
    }

    private Optional<Operation> ofOne(String slug, String id, String method) {
        var name = nameOf(slug, id);
        return switch (method) {
            case "GET" ->
                Optional.of(operation(
                        CallKind.READ_PAIR,
                        slug,
                        name,
                        (workspace, lateness) -> read(workspace, id, lateness.lists())));
            case "DELETE" ->
                Optional.of(operation(
                        CallKind.DELETE_PAIR, slug, name, (workspace, lateness) -> delete(workspace, id, lateness)));
            default -> Optional.empty();
        };
    }

    private Operation operation(CallKind kind, String slug, Optional<String> name, InWorkspace work) {
        return Operations.inWorkspace(account, kind, slug, name, work);
    }

    private Optional<String> nameOf(String slug, String id) {
        return account.workspace(slug)
                .flatMap(workspace -> workspace.pairs.find(id))
                .map(pair -> pair.name);
    }

    private Answer list(Workspace workspace, Request request, Duration lag) {
        var listed = workspace.pairs.listed(account.now(), lag);
        return Answer.json(200, Paging.of(request, Paging.MANAGEMENT_LIMIT).page(listed, Shapes::pair));
    }

    private Answer create(Workspace workspace, Request request, Lateness lateness) {
        return NewRecord.named(request, name -> {
            var pair = account.newPair(workspace, name, account.systemUser, lateness);
            return switch (account.add(workspace, pair)) {
                case YES -> changed(201, pair);
                case NAME_TAKEN -> Errors.nameTaken(name);
                case TOO_MANY -> Errors.tooManyPairs(account.contract().pairs().most());
            };
        });
    }

    private Answer read(Workspace workspace, String id, Duration lag) {
        return workspace
                .pairs
                .find(id)
                .flatMap(pair -> workspace.pairs.shown(pair, account.now(), lag))
                .map(shown -> Answer.json(200, Shapes.pair(shown)).about(id))
                .orElseGet(Errors::unknownRecord);
    }

    private Answer rotate(Workspace workspace, String id, Lateness lateness) {
        return workspace
                .pairs
                .find(id)
                .filter(pair -> workspace.pairs.rotate(pair, account.now(), account.systemUser, lateness))
                .map(pair -> changed(202, pair))
                .orElseGet(Errors::unknownRecord);
    }

    private Answer delete(Workspace workspace, String id, Lateness lateness) {
        var pair = workspace.pairs.find(id);
        if (pair.isEmpty()) {
            return Errors.unknownRecord();
        }
        if (pair.get().isDefault) {
            return Errors.defaultPair().about(id);
        }
        if (workspace.pairs.delete(pair.get(), account.now(), account.systemUser, lateness)) {
            return Answer.empty(204).withEffect().about(id);
        }
        return switch (account.contract().secondDelete()) {
            case NO_CONTENT -> Answer.empty(204).about(id);
            case NOT_FOUND -> Errors.unknownRecord().about(id);
        };
    }

    /** What was made or turned, however late others learn of it. */
    private static Answer changed(int status, StoredPair pair) {
        var now = new Pairs.Listed(pair, pair.current(), Optional.empty());
        return Answer.json(status, Shapes.pair(now)).withEffect().about(pair.id);
    }
}
