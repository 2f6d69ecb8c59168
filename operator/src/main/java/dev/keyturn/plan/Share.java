package dev.keyturn.plan;

import java.nio.ByteBuffer;
import java.time.Duration;

/** The place of a credential in its fleet: always the same for one target, so that decisions stay stable. */
record Share(int ofTenThousand) {

    static Share of(Target target) {
        var text = target.namespace().length() + ":" + target.namespace() + target.identity();
        return new Share(Math.floorMod(ByteBuffer.wrap(Hash.of(text)).getInt(), 10_000));
    }

    Duration of(Duration whole) {
        return whole.multipliedBy(ofTenThousand).dividedBy(10_000);
    }
}
