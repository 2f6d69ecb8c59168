package dev.keyturn.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What people do with pairs, over HTTP. */
final class ControlPairs {
    private final PairDesk desk;

    ControlPairs(PairDesk desk) {
        this.desk = desk;
    }

    Answer mint(ObjectNode body) {
        var minted = desk.mint(ControlJson.required(body, "workspace"), ControlJson.required(body, "name"));
        return Answer.json(201, ControlJson.minted(minted));
    }

    Optional<Answer> show(String id) {
        return desk.show(id).map(ControlPairs::shown);
    }

    Optional<Answer> rotate(String id) {
        return desk.rotate(id).map(ControlPairs::shown);
    }

    Answer askSupport(ObjectNode body) {
        return shown(desk.askSupport(ControlJson.required(body, "workspace")));
    }

    private static Answer shown(MintedPair pair) {
        return Answer.json(200, ControlJson.minted(pair));
    }
}
