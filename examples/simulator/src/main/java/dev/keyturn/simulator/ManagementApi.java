package dev.keyturn.simulator;

import dev.keyturn.simulator.SimulatorOptions.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The management host: workspaces and their API keys, for the bearer of a service token. */
final class ManagementApi {
    static final int LONGEST_NAME = 255;
    private final Account account;

    ManagementApi(Account account) {
        this.account = account;
    }

    Operation understand(Request request) {
        var operation = route(request);
        if (operation.kind() == CallKind.OTHER) {
            return operation;
        }
        if (request.header("Authorization").isEmpty()) {
            return refused(operation, Errors.missingToken());
        }
        var token = request.credential("ServiceToken").flatMap(account::tokenId);
        return token.isPresent() ? operation.by(token) : refused(operation, Errors.invalidToken());
    }

    private Operation route(Request request) {
        var method = request.method();
        return switch (request.segments()) {
            case List<String> path
            when isWorkspaces(path) && method.equals("GET") ->
                operation(CallKind.LIST_WORKSPACES, Optional.empty(), Optional.empty(), _ -> listWorkspaces(request));
            case List<String> path
            when isWorkspaces(path) && method.equals("POST") ->
                operation(CallKind.CREATE_WORKSPACE, Optional.empty(), Optional.empty(), _ -> createWorkspace(request));
            case List<String> path
            when matches(path, "v1", "workspace", "*", "config", "") && method.equals("GET") ->
                inWorkspace(CallKind.READ_CONFIG, path.get(2), Optional.empty(), (workspace, _) -> config(workspace));
            case List<String> path
            when matches(path, "v1", "*", "ws_api_key", "") && method.equals("GET") ->
                inWorkspace(
                        CallKind.LIST_KEYS,
                        path.get(1),
                        Optional.empty(),
                        (workspace, lateness) -> listKeys(workspace, request, lateness.lists()));
            case List<String> path
            when matches(path, "v1", "*", "ws_api_key", "") && method.equals("POST") ->
                inWorkspace(
                        CallKind.CREATE_KEY,
                        path.get(1),
                        name(request),
                        (workspace, lateness) -> createKey(workspace, request, lateness));
            case List<String> path
            when matches(path, "v1", "*", "ws_api_key", "*", "") && method.equals("DELETE") ->
                inWorkspace(
                        CallKind.DELETE_KEY,
                        path.get(1),
                        account.workspace(path.get(1))
                                .flatMap(workspace -> workspace.find(path.get(3)))
                                .map(key -> key.name),
                        (workspace, lateness) -> deleteKey(workspace, path.get(3), lateness));
            case List<String> _ -> Operation.answered(CallKind.OTHER, Errors.unknownPath());
        };
    }

    private Answer listWorkspaces(Request request) {
        var page = Paging.of(request, Paging.MANAGEMENT_LIMIT).page(account.workspaces(), Shapes::workspace);
        return Answer.json(200, page);
    }

    /** Answers with the list of workspaces, as documented, and 200. */
    private Answer createWorkspace(Request request) {
        return named(request, name -> {
            var slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
            return account.addWorkspace(slug, name, Mode.SANDBOX)
                    .map(_ -> listWorkspaces(request).withEffect())
                    .orElseGet(() -> Errors.nameTaken(name));
        });
    }

    private Answer config(Workspace workspace) {
        return Answer.json(200, Shapes.config(workspace));
    }

    private Answer listKeys(Workspace workspace, Request request, Duration lag) {
        var listed = workspace.listed(account.now(), lag);
        return Answer.json(200, Paging.of(request, Paging.MANAGEMENT_LIMIT).page(listed, Shapes::listedKey));
    }

    private Answer createKey(Workspace workspace, Request request, Lateness lateness) {
        return named(
                request,
                name -> account.makeKey(workspace, name, account.systemUser, lateness)
                        .map(made -> Answer.json(201, Shapes.createdKey(made))
                                .withEffect()
                                .about(made.key().id))
                        .orElseGet(() -> Errors.nameTaken(name)));
    }

    private Answer deleteKey(Workspace workspace, String id, Lateness lateness) {
        var key = workspace.find(id);
        if (key.isEmpty()) {
            return Errors.unknownRecord();
        }
        if (workspace.delete(key.get(), account.now(), account.systemUser, lateness)) {
            return Answer.empty(204).withEffect().about(id);
        }
        return switch (account.contract().secondDelete()) {
            case NO_CONTENT -> Answer.empty(204).about(id);
            case NOT_FOUND -> Errors.unknownRecord().about(id);
        };
    }

    /** Refuses a body that cannot be read or names nothing. */
    private static Answer named(Request request, Function<String, Answer> work) {
        if (request.oversized()) {
            return Errors.invalid("request body is too large");
        }
        if (request.header("Content-Type").filter(Checks::isJson).isEmpty()) {
            return Errors.invalid("Content-Type must be application/json");
        }
        return name(request)
                .map(name -> name.length() > LONGEST_NAME ? Errors.invalid("name is too long") : work.apply(name))
                .orElseGet(() -> Errors.invalid("name is required"));
    }

    @FunctionalInterface
    private interface InWorkspace {
        Answer perform(Workspace workspace, Lateness lateness);
    }

    private Operation inWorkspace(CallKind kind, String slug, Optional<String> name, InWorkspace work) {
        return operation(
                kind,
                Optional.of(slug),
                name,
                lateness -> account.workspace(slug)
                        .map(workspace -> work.perform(workspace, lateness))
                        .orElseGet(() -> Errors.unknownWorkspace(slug)));
    }

    private static Operation operation(
            CallKind kind, Optional<String> workspace, Optional<String> name, Function<Lateness, Answer> perform) {
        return new Operation(kind, workspace, name, Optional.empty(), perform);
    }

    private static Operation refused(Operation operation, Answer refusal) {
        return operation(operation.kind(), operation.workspace(), operation.name(), _ -> refusal);
    }

    /** The name in the body; empty if there is none that could name anything. */
    private static Optional<String> name(Request request) {
        return Json.readObject(request.body())
                .map(body -> body.path("name"))
                .filter(name -> name.isTextual() && !name.textValue().isBlank())
                .map(name -> name.textValue());
    }

    private static boolean isWorkspaces(List<String> path) {
        return matches(path, "v1", "workspace", "") || matches(path, "v1", "workspace");
    }

    private static boolean matches(List<String> path, String... pattern) {
        if (path.size() != pattern.length) {
            return false;
        }
        for (int at = 0; at < pattern.length; at++) {
            var part = path.get(at);
            if (pattern[at].equals("*") ? part.isEmpty() : !pattern[at].equals(part)) {
                return false;
            }
        }
        return true;
    }
}
