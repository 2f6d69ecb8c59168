package dev.keyturn.plan;

/** What made a pod, as the pod says: its owner reference that controls. */
public record Controller(String apiVersion, String kind, String name, String uid) {}
