package dev.keyturn.simulator;

/** Who did something, in the shape of the provider's {@code created_by} and {@code deleted_by}. */
public record Actor(String name, String email) {

    /** A person at the dashboard. */
    public static Actor human(String name, String email) {
        return new Actor(name, email);
    }

    /** A service token acts under this name; the provider gives each account one address of this form. */
    static Actor system(String opaque) {
        return new Actor("System User", "org_" + opaque + "@systemuser.suprsend.com");
    }
}
