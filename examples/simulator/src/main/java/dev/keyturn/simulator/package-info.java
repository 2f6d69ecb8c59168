/** A stand-in for SuprSend: its published contract on two hosts, with faults to order, a record of every call, and a way to be the human at the dashboard. */
@NullMarked
package dev.keyturn.simulator;

import org.jspecify.annotations.NullMarked;
