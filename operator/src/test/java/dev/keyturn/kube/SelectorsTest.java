package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which namespaces a grant by labels is about. */
final class SelectorsTest {

    private static final Map<String, String> LABELS = Map.of("team", "shop", "stage", "");

    private static LabelSelector parsed(String selector) {
        return Serialization.unmarshal("---\n" + selector, LabelSelector.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    the empty one selects everything      | {}                                                               | true  | true
                    one that lists nothing likewise       | {matchLabels: {}, matchExpressions: []}                          | true  | true
                    a label                               | {matchLabels: {team: shop}}                                      | true  | false
                    a label with an empty value           | {matchLabels: {stage: ""}}                                       | true  | false
                    a label with another value            | {matchLabels: {team: shops}}                                     | false | false
                    a label that is not there             | {matchLabels: {tier: gold}}                                      | false | false
                    all labels have to fit                | {matchLabels: {team: shop, tier: gold}}                          | false | false
                    In                                    | {matchExpressions: [{key: team, operator: In, values: [a, shop]}]}    | true  | false
                    In with other values                  | {matchExpressions: [{key: team, operator: In, values: [a, b]}]}       | false | false
                    NotIn with other values               | {matchExpressions: [{key: team, operator: NotIn, values: [a, b]}]}    | true  | true
                    NotIn                                 | {matchExpressions: [{key: team, operator: NotIn, values: [a, shop]}]} | false | true
                    NotIn of a label that is not there    | {matchExpressions: [{key: tier, operator: NotIn, values: [gold]}]}    | true  | true
                    Exists                                | {matchExpressions: [{key: team, operator: Exists}]}              | true  | false
                    Exists with an empty value            | {matchExpressions: [{key: stage, operator: Exists}]}             | true  | false
                    Exists of a label that is not there   | {matchExpressions: [{key: tier, operator: Exists}]}              | false | false
                    DoesNotExist                          | {matchExpressions: [{key: tier, operator: DoesNotExist}]}        | true  | true
                    DoesNotExist of a label that is there | {matchExpressions: [{key: team, operator: DoesNotExist}]}        | false | true
                    all expressions have to fit           | {matchExpressions: [{key: team, operator: Exists}, {key: tier, operator: Exists}]}              | false | false
                    labels and expressions have to fit    | {matchLabels: {team: shop}, matchExpressions: [{key: tier, operator: DoesNotExist}]}            | true  | false
                    labels alone are not enough           | {matchLabels: {team: shop}, matchExpressions: [{key: stage, operator: In, values: [prod]}]}     | false | false
                    nor are expressions                   | {matchLabels: {team: other}, matchExpressions: [{key: team, operator: Exists}]}                 | false | false
                    """)
    void selects(String what, String selector, boolean labelled, boolean bare) {
        assertThat(Selectors.matches(parsed(selector), LABELS)).as(what).isEqualTo(labelled);
        assertThat(Selectors.matches(parsed(selector), Map.of()))
                .as("%s, where there are no labels", what)
                .isEqualTo(bare);
    }

    /** Admission refuses them; where one slipped past, Kubernetes makes an error of it, and a grant is worth nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {key: team, operator: Gt, values: [a]}
                    {key: team, operator: in, values: [shop]}
                    {key: team}
                    {key: team, operator: In}
                    {key: team, operator: In, values: []}
                    {key: team, operator: NotIn}
                    {key: tier, operator: NotIn, values: []}
                    {key: team, operator: Exists, values: [shop]}
                    {key: tier, operator: DoesNotExist, values: [gold]}
                    """)
    void what_cannot_be_understood_selects_nothing(String expression) {
        var selector = parsed("{matchExpressions: [" + expression + "]}");

        assertThat(Selectors.matches(selector, LABELS)).isFalse();
        assertThat(Selectors.matches(selector, Map.of())).isFalse();
    }
}
