package dev.keyturn.execute;

import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.Resource;
import dev.keyturn.port.Accounts.Account;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.Look;
import dev.keyturn.port.Material;
import dev.keyturn.port.StoredKeyring;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What a step is performed on.
 *
 * @param name of the keyring, whether it is there or not
 * @param kind of the resource, now or when it was there
 * @param fresh the published Secret, where it was read in this pass a moment ago, and the keyring read or written after it
 */
record Scene(
        String name,
        String kind,
        Optional<Resource> resource,
        Optional<Demand> demand,
        Optional<Account> account,
        Optional<StoredKeyring> stored,
        Optional<Look> fresh) {

    /** Whether the account takes its service token from what is published here. */
    boolean feeds() {
        return demand.isPresent()
                && account.filter(known -> known.isFedBy(demand.get().target())).isPresent()
                && demand.get().ofAccount();
    }

    Keyring keyring() {
        return stored.orElseThrow(() -> new NoSuchElementException("the step needs a keyring"))
                .keyring();
    }

    Resource wanting() {
        return resource.orElseThrow(() -> new NoSuchElementException("the step needs a resource"));
    }

    Demand wanted() {
        return demand.orElseThrow(() -> new NoSuchElementException("the step needs a usable spec"));
    }

    Material materialOf(Key key) {
        return keyring()
                .materialOf(key)
                .orElseThrow(() -> new MissingMaterialException("keyring " + name + " lacks the value of revision "
                        + key.revision() + "; restore it from its backup"));
    }
}
