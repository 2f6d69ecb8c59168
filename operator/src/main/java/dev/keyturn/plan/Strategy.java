package dev.keyturn.plan;

/** How a key turns. It belongs to whoever issues it, as data. */
public enum Strategy {
    /** The provider allows several living keys. */
    OVERLAP,
    /** The provider replaces the value of the same record. */
    IN_PLACE,
    /** A person issues and ends keys; both are asked for, and proved. */
    HAND_OFF
}
