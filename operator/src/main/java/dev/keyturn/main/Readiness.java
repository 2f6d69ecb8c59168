package dev.keyturn.main;

import dev.keyturn.kube.KubeFreeze;
import dev.keyturn.port.Names;
import dev.keyturn.reconcile.Census;
import dev.keyturn.reconcile.Controllers;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the operator sees what it has to see, and may do what it has to do. */
final class Readiness {

    private static final Logger log = LoggerFactory.getLogger(Readiness.class);
    private static final String FREEZE_UNSEEN = "ConfigMap " + Names.FREEZE;
    private static final String UNFILLED = "a cache is not filled, or its watch is lost";

    private final Controllers controllers;
    private final KubeFreeze freeze;
    private final Census census;
    private final Requirements requirements;
    private final AtomicReference<String> told = new AtomicReference<>("");

    Readiness(Controllers controllers, KubeFreeze freeze, Census census, Requirements requirements) {
        this.controllers = controllers;
        this.freeze = freeze;
        this.census = census;
        this.requirements = requirements;
    }

    /** What is in the way, each as a sentence; that a watch is lost, and that it is back, stands in the log too. */
    List<String> unready() {
        var lost = freeze.isWatching() ? controllers.unhealthy() : FREEZE_UNSEEN;
        var works = lost.isEmpty();
        if (!lost.equals(told.getAndSet(lost))) {
            log.atWarn().addKeyValue("lost", lost).log(works ? "all is watched again" : UNFILLED);
        }
        var unmet = requirements.unmet(!works || census.rightsMissed());
        return works
                ? unmet
                : Stream.concat(Stream.of(UNFILLED + ": " + lost), unmet.stream())
                        .toList();
    }
}
