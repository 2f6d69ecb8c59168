package dev.keyturn.simulator;

import java.util.Optional;
import java.util.function.Function;

/** The body of a request for a new record, which has to name it. */
final class NewRecord {
    static final int LONGEST_NAME = 255;

    private NewRecord() {}

    /** The name in the body; empty if there is none that could name anything. */
    static Optional<String> name(Request request) {
        return Json.readObject(request.body())
                .map(body -> body.path("name"))
                .filter(name -> name.isTextual() && !name.textValue().isBlank())
                .map(name -> name.textValue());
    }

    /** Refuses a body that cannot be read or names nothing. */
    static Answer named(Request request, Function<String, Answer> work) {
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
}
