package dev.keyturn.plan;

import java.nio.ByteBuffer;
import java.time.Duration;

/** The place of a credential in its fleet: always the same for one target, so that decisions stay stable. */
record Share(int ofTenThousand) {

    /** Its place in a spread before a key is due. */
    static Share ofSpread(Target target) {
        return of(target, "");
    }

    /** Its place in a window; another than in the spread, for those that a window holds have neighbouring places there. */
    static Share ofWindow(Target target) {
        return of(target, "window");
    }

    Duration of(Duration whole) {
        return whole.multipliedBy(ofTenThousand).dividedBy(10_000);
    }

    private static Share of(Target target, String salt) {
        var text = target.namespace().length() + ":" + target.namespace() + target.identity() + salt;
        return new Share(Math.floorMod(ByteBuffer.wrap(Hash.of(text)).getInt(), 10_000));
    }
}
