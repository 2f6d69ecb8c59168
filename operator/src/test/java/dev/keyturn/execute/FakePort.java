package dev.keyturn.execute;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Ports of which a test says what they answer. */
final class FakePort {

    private FakePort() {}

    /** What a port answers to a call. */
    @FunctionalInterface
    interface Call {
        Object answer(Object[] arguments) throws Exception;
    }

    /** A port that answers these calls, does what its interface does by itself, and fails at any other. */
    static <T> T of(Class<T> type, Map<String, Call> calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    var arguments = given == null ? new Object[0] : given;
                    var call = calls.get(method.getName());
                    if (call != null) {
                        return call.answer(arguments);
                    }
                    if (method.isDefault()) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    throw new UnsupportedOperationException(type.getSimpleName() + "." + method.getName());
                }));
    }
}
