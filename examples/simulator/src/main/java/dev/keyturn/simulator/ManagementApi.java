package dev.keyturn.simulator;

import static dev.keyturn.simulator.Paths.matches;

import dev.keyturn.simulator.Operations.InWorkspace;
import dev.keyturn.simulator.SimulatorOptions.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The management host: workspaces, their API keys and their pairs, for the bearer of a service token. */
final class ManagementApi {
    private final Account account;
    private final PairsApi pairs;

    ManagementApi(Account account) {
        this.account = account;
        pairs = new PairsApi(account);
    }

    Operation understand(Request request) {
        var operation = route(request);
        return operation.kind() == CallKind.OTHER ? operation : Operations.forToken(account, request, operation);
    }

    private Operation route(Request request) {
        var method = request.method();
        return switch (request.segments()) {
            case List<String> path
            when isWorkspaces(path) && method.equals("GET") ->
                Operations.of(
                        CallKind.LIST_WORKSPACES, Optional.empty(), Optional.empty(), _ -> listWorkspaces(request));
            case List<String> path
            when isWorkspaces(path) && method.equals("POST") ->
                Operations.of(
                        CallKind.CREATE_WORKSPACE, Optional.empty(), Optional.empty(), _ -> createWorkspace(request));
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
                        NewRecord.name(request),
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
            case List<String> path ->
                pairs.route(path, request).orElseGet(() -> Operation.answered(CallKind.OTHER, Errors.unknownPath()));
        };
    }

    private Answer listWorkspaces(Request request) {
        var page = Paging.of(request, Paging.MANAGEMENT_LIMIT).page(account.workspaces(), Shapes::workspace);
        return Answer.json(200, page);
    }

    /** Answers with the list of workspaces, as documented, and 200. */
    private Answer createWorkspace(Request request) {
        return NewRecord.named(request, name -> {
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
        return NewRecord.named(
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

    private Operation inWorkspace(CallKind kind, String slug, Optional<String> name, InWorkspace work) {
        return Operations.inWorkspace(account, kind, slug, name, work);
    }

    private static boolean isWorkspaces(List<String> path) {
        return matches(path, "v1", "workspace", "") || matches(path, "v1", "workspace");
    }
}
