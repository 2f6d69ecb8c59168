package dev.keyturn.plan;

/**
 * One of the provider's lists: of all keys of a kind in a workspace. A workspace has one for each kind, and who has read one knows
 * nothing of the others.
 *
 * @param place where it is, and by which account it is reached
 */
public record Listing(String kind, Place place) {

    /** Whether it is the same list, whoever reads it and whatever the workspace is called now. A uid alone would do for one endpoint; a copy of its data at another has the same ones. */
    public boolean isOf(Listing other) {
        return kind.equals(other.kind)
                && place.endpoint().equals(other.place.endpoint())
                && place.workspaceUid().equals(other.place.workspaceUid());
    }
}
