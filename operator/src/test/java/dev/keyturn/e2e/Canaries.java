package dev.keyturn.e2e;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All material that ever stood in a Secret of a stage, and where else it is to be found. A key whose creation was not answered stands in
 * none: it is known by the form that all have.
 */
final class Canaries implements AutoCloseable {

    private static final Pattern MATERIAL = Pattern.compile("SS[.](ST[.])?[A-Za-z0-9_-]{43}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{40,}={0,2}");

    private final Set<String> values = ConcurrentHashMap.newKeySet();
    private final List<SharedIndexInformer<Secret>> watches;

    /** Collects until it is closed. */
    Canaries(Stage stage) {
        watches = Stream.of(stage.home, stage.shop)
                .map(namespace ->
                        stage.client().secrets().inNamespace(namespace).inform(new Collector()))
                .toList();
    }

    private final class Collector implements ResourceEventHandler<Secret> {
        @Override
        public void onAdd(Secret secret) {
            collect(secret);
        }

        @Override
        public void onUpdate(Secret before, Secret after) {
            collect(after);
        }

        @Override
        public void onDelete(Secret secret, boolean unknown) {
            collect(secret);
        }
    }

    private void collect(Secret secret) {
        var data = secret.getData() == null ? Map.<String, String>of() : secret.getData();
        data.values().forEach(value -> unfold(decoded(value)));
    }

    /** A keyring holds a value as base64 in JSON. */
    private void unfold(String text) {
        MATERIAL.matcher(text).results().forEach(found -> values.add(found.group()));
        BASE64.matcher(text)
                .results()
                .forEach(found ->
                        MATERIAL.matcher(decoded(found.group())).results().forEach(inner -> values.add(inner.group())));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    int count() {
        return values.size();
    }

    /** What of it is in the text: plain, as base64 at any offset, and as base64 of that, as a keyring has it. */
    List<String> in(String text) {
        var found = new ArrayList<String>();
        if (MATERIAL.matcher(text).find()) {
            found.add("something of the form of material");
        }
        for (var value : values) {
            var shown = value.substring(0, 9) + "…";
            var once = base64(value);
            Stream.concat(once.stream(), once.stream().flatMap(form -> base64(form).stream()))
                    .filter(text::contains)
                    .map(form -> shown + " as " + form.substring(0, 9) + "…")
                    .forEach(found::add);
        }
        return found;
    }

    /** The part of each encoding that is the same whatever stands before and after. */
    private static List<String> base64(String text) {
        var forms = new ArrayList<String>();
        for (var offset = 0; offset < 3; offset++) {
            var bytes = ("xxx".substring(0, offset) + text).getBytes(StandardCharsets.UTF_8);
            var whole = Base64.getEncoder().withoutPadding().encodeToString(bytes);
            var begin = (offset * 4 + 2) / 3;
            var end = bytes.length * 4 / 3;
            forms.add(whole.substring(begin, end));
        }
        return forms;
    }

    @Override
    public void close() {
        watches.forEach(SharedIndexInformer::close);
    }
}
