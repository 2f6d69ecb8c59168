package dev.keyturn.crd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user may want of a credential of any kind. */
public interface CredentialSpec {

    @Nullable
    AccountRef accountRef();

    @Nullable
    String workspace();

    /** Of kinds that come in pairs: {@code Own}, where absent, or {@code Default}. */
    default @Nullable String pair() {
        return null;
    }

    /** Of a default pair: how it is turned; absent: as it is found out. */
    default @Nullable String turning() {
        return null;
    }

    @Nullable
    Boolean suspend();

    @Nullable
    RotationSpec rotation();

    @Nullable
    ExposureSpec onExposure();

    @Nullable
    Publication publish();

    @Nullable
    ConsumersSpec consumers();

    @Nullable
    String deletionPolicy();

    /** Of kinds that can begin with a key that a person made: which one; absent: with a new one. */
    default @Nullable TakeOverSpec takeOver() {
        return null;
    }

    /** Who may read the published Secret; absent: that is nobody's question. */
    default @Nullable List<ReaderSubject> allowedReaders() {
        return null;
    }
}
