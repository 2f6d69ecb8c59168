package dev.keyturn.crd;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Secret that a credential fills, whatever its kind. */
public interface Publication {

    @Nullable
    String secretName();

    /** Absent: the kind's default entries. */
    @Nullable
    Map<String, String> data();

    @Nullable
    Map<String, String> labels();

    @Nullable
    Map<String, String> annotations();
}
