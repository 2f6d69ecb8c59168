package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The account that a credential comes from: of the cluster, or of the credential's own namespace.
 *
 * @param kind the name of an {@link AccountKind}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccountRef(@Nullable String kind, @Nullable String name) {}
