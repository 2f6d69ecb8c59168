package dev.keyturn.issuer.suprsend;

import dev.keyturn.port.Issuer;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What turns at SuprSend. */
public final class SuprSendIssuers {

    private SuprSendIssuers() {}

    /** One for each kind, by its name; all of them keep to the client's pace. */
    public static Map<String, Issuer> with(SuprSendClient client) {
        return Stream.<Issuer>of(
                        new SuprSendApiKeys(client),
                        new SuprSendWorkspaceKeys(client),
                        new SuprSendServiceTokens(client))
                .collect(Collectors.toUnmodifiableMap(Issuer::kind, Function.identity()));
    }
}
