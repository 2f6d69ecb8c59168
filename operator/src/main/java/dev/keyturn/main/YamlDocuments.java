package dev.keyturn.main;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyturn.main.Manifests.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.DuplicateKeyException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The documents of a text, JSON among them, as YAML 1.2 has them; aliases stand for what they name, as kubectl takes them. */
final class YamlDocuments {

    /** A list of a whole fleet is one document, of any size. */
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(false)
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();

    private static final ObjectMapper JSON = new ObjectMapper();

    private YamlDocuments() {}

    /**
     * In their order.
     *
     * @param source what it is called where it is no YAML
     */
    static List<JsonNode> of(String text, String source) throws UnreadableException {
        var documents = new ArrayList<JsonNode>();
        try {
            new Load(SETTINGS).loadAllFromString(text).forEach(document -> documents.add(JSON.valueToTree(document)));
            return documents;
        } catch (DuplicateKeyException e) {
            throw new UnreadableException(source + " says one thing twice" + line(e) + "; keep one of the two");
        } catch (MarkedYamlEngineException e) {
            throw new UnreadableException(source + " is no YAML" + line(e));
        } catch (YamlEngineException e) {
            throw new UnreadableException(source + " is no YAML");
        }
    }

    private static String line(MarkedYamlEngineException failure) {
        return failure.getProblemMark()
                .map(mark -> ", at line " + (mark.getLine() + 1))
                .orElse("");
    }
}
