package dev.keyturn.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * One call as the provider saw it; never any material.
 *
 * @param number counts all calls from 1
 * @param at when it was answered, or not
 * @param path path and query
 * @param status what was answered; 0 where the connection was dropped instead
 * @param effect something was created, deleted or sent
 * @param authenticatedBy id of the service token, key or pair that was accepted
 * @param subject id of the key or pair that was created, changed, shown, or used at the hub (also one the hub refused)
 * @param fault name of the fault that was applied
 */
public record Call(
        long number,
        Instant at,
        Host host,
        CallKind kind,
        String method,
        String path,
        int status,
        boolean effect,
        Optional<String> authenticatedBy,
        Optional<String> subject,
        Optional<String> fault) {}
