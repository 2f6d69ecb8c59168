package dev.keyturn.simulator;

import java.util.function.Function;

/** Two accounts behind one host, as all accounts are: whoever shows what is the other one's is answered out of that. */
final class Neighbours implements Function<Request, Operation> {
    private final Function<Request, Operation> ours;
    private final Account other;
    private final Function<Request, Operation> others;

    Neighbours(Function<Request, Operation> ours, Account other, Function<Request, Operation> others) {
        this.ours = ours;
        this.other = other;
        this.others = others;
    }

    @Override
    public Operation apply(Request request) {
        return showsWhatIsTheirs(request) ? others.apply(request) : ours.apply(request);
    }

    private boolean showsWhatIsTheirs(Request request) {
        return request.credential("ServiceToken").flatMap(other::tokenId).isPresent()
                || request.credential("Bearer").flatMap(other::key).isPresent()
                || SignedRequest.of(request)
                        .flatMap(signed -> other.pair(signed.key()))
                        .isPresent();
    }
}
