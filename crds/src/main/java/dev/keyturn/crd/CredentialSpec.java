package dev.keyturn.crd;

import org.jspecify.annotations.Nullable;

/** What a user may want of a credential of any kind. */
public interface CredentialSpec {

    @Nullable
    AccountRef accountRef();

    @Nullable
    String workspace();

    @Nullable
    Boolean suspend();

    @Nullable
    RotationSpec rotation();

    @Nullable
    ExposureSpec onExposure();

    @Nullable
    Publication publish();

    @Nullable
    String deletionPolicy();
}
