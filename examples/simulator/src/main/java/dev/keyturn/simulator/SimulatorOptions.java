package dev.keyturn.simulator;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a simulator starts. Port 0 is a free one.
 *
 * @param bind the address all servers listen on
 * @param workspaces modes by slug, in the order of the account
 * @param serviceToken the material of the first service token; absent: generated
 * @param clock dates everything, and decides when what was ordered late has come; delays run on real time
 */
public record SimulatorOptions(
        String bind,
        int managementPort,
        int hubPort,
        int controlPort,
        Map<String, Mode> workspaces,
        Optional<String> serviceToken,
        Contract contract,
        InstantSource clock) {

    /** The provider's {@code mode} of a workspace. */
    public enum Mode {
        SANDBOX,
        PRODUCTION;

        /** The mode of this name, in any case. */
        static Mode of(String name) {
            return Arrays.stream(values())
                    .filter(mode -> mode.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("a mode is sandbox or production, not " + name));
        }
    }

    public SimulatorOptions {
        workspaces = Collections.unmodifiableMap(new LinkedHashMap<>(workspaces));
    }

    /** Free ports on loopback, no workspace yet, a generated service token, the system's clock. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(
                "127.0.0.1", 0, 0, 0, Map.of(), Optional.empty(), Contract.defaults(), InstantSource.system());
    }

    public SimulatorOptions withBind(String address) {
        return new SimulatorOptions(
                address, managementPort, hubPort, controlPort, workspaces, serviceToken, contract, clock);
    }

    public SimulatorOptions withPorts(int management, int hub, int control) {
        return new SimulatorOptions(bind, management, hub, control, workspaces, serviceToken, contract, clock);
    }

    public SimulatorOptions withWorkspace(String slug, Mode mode) {
        var more = new LinkedHashMap<>(workspaces);
        more.put(slug, mode);
        return new SimulatorOptions(bind, managementPort, hubPort, controlPort, more, serviceToken, contract, clock);
    }

    public SimulatorOptions withServiceToken(String material) {
        return new SimulatorOptions(
                bind, managementPort, hubPort, controlPort, workspaces, Optional.of(material), contract, clock);
    }

    public SimulatorOptions with(Contract wanted) {
        return new SimulatorOptions(
                bind, managementPort, hubPort, controlPort, workspaces, serviceToken, wanted, clock);
    }

    public SimulatorOptions with(InstantSource wanted) {
        return new SimulatorOptions(
                bind, managementPort, hubPort, controlPort, workspaces, serviceToken, contract, wanted);
    }

    /** Without the service token. */
    @Override
    public String toString() {
        return "SimulatorOptions[%s, ports %d %d %d, workspaces %s, %s]"
                .formatted(bind, managementPort, hubPort, controlPort, workspaces, contract);
    }
}
