package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

class OneTimeBodyTest {
    private final OneTimeBody body = new OneTimeBody("content".getBytes(StandardCharsets.UTF_8));

    private List<String> taken() {
        var events = new ArrayList<String>();
        body.subscribe(new Subscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer part) {
                events.add(StandardCharsets.UTF_8.decode(part).toString());
            }

            @Override
            public void onError(Throwable failure) {
                events.add("failed");
            }

            @Override
            public void onComplete() {
                events.add("whole");
            }
        });
        return events;
    }

    @Test
    void isGivenOnce() {
        assertThat(body.contentLength()).isEqualTo(7);
        assertThat(taken()).containsExactly("content", "whole");
        assertThat(taken()).containsExactly("failed");
        assertThat(body.sealed()).isFalse();
    }

    @Test
    void isGivenToNobodyOnceItIsSealed() {
        assertThat(body.sealed()).isTrue();
        assertThat(taken()).containsExactly("failed");
    }
}
