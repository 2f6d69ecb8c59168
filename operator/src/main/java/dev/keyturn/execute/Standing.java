package dev.keyturn.execute;

import dev.keyturn.plan.Demand;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Look;
import dev.keyturn.port.Material;
import dev.keyturn.port.Secret;
import java.util.HashMap;
import java.util.stream.Stream;

/** What stands in a Secret that a person made, in the entries which are just one field each. */
sealed interface Standing {

    /** All fields are there. */
    record Value(Material material) implements Standing {}

    /** One is not, or cannot be told; {@code why} is a sentence for whoever made the Secret. */
    record Unfit(String why) implements Standing {}

    /** Reads the entries; white space around a value is no part of it. */
    static Standing in(Look look, Demand demand, Issuer issuer) {
        var found = new HashMap<String, Secret>();
        var name = look.target().secretName();
        for (var field : issuer.fields()) {
            var entries = Template.just(demand.data(), field);
            var values = entries.stream()
                    .flatMap(entry -> Stream.ofNullable(look.data().get(entry)))
                    .map(Secret::stripped)
                    .distinct()
                    .toList();
            if (values.isEmpty() || values.getFirst().isBlank()) {
                return new Unfit("Secret " + name + " has no value in its entry " + String.join(" or ", entries)
                        + ", where the key to begin with is to stand");
            }
            if (values.size() > 1) {
                return new Unfit("the entries " + String.join(", ", entries) + " of Secret " + name
                        + " have different values; the key to begin with is to stand in each of them");
            }
            found.put(field, values.getFirst());
        }
        return new Value(new Material(found));
    }
}
