package dev.keyturn.simulator;

/** What the control API says of itself. */
final class ControlHelp {
    static final String TEXT = """
            This is a simulator of SuprSend, for trying things out. It is no product of SuprSend, and nothing is ever sent.

            GET    /workspaces                  slugs
            POST   /workspaces                  {"slug": "staging", "mode": "sandbox"}
            GET    /keys?workspace=staging      living keys; &all=true: deleted ones too
            POST   /keys                        {"workspace": "staging", "name": "by-hand"}: answers with the material, once
            DELETE /keys/{id}                   by hand, as at the dashboard
            GET    /pairs?workspace=staging     living pairs without their secrets; &all=true: deleted ones too
            POST   /pairs                       {"workspace": "staging", "name": "by-hand"}
            GET    /pairs/{id}                  with its secret, as the dashboard shows it
            PATCH  /pairs/{id}                  a new secret, by hand
            DELETE /pairs/{id}                  by hand; not the default one
            POST   /support                     {"workspace": "staging"}: asks for a new secret of the default pair
            POST   /accepts                     {"value": "SS...."}, or {"key": "...", "secret": "..."}: is it taken now
            GET    /tokens                      ids of living service tokens
            POST   /tokens                      answers with the material, once
                   optional: "expiresIn": "20d"; "account": "other": of somebody else
            DELETE /tokens/{id}
            GET    /deployment                  what the release that it stands for can do
            POST   /deployment                  {"pairs": false, "bridge": true}: an old one; what is left out is true
            GET    /faults                      what was ordered and how often it was applied
            POST   /faults                      {"call": "CREATE_KEY", "fault": "drop-after"}
                   optional: "workspace", "namePrefix", "skip": 2, "times": 3 or "always"; no "call": every call
                   faults:   %s
                   with:     "status": 503, "retryAfter": "30"; "duration": "5s" (ms, s, m, h)
            DELETE /faults, /faults/{id}        nothing goes wrong any more
            GET    /calls?kind=CREATE_KEY       latest calls; &after=17: from number 18 on
            GET    /counts                      how many calls there ever were, by kind
            GET    /suspicions                  what a careful client would not have sent
            DELETE /suspicions
            """.formatted(String.join(", ", FaultOrders.names()));

    private ControlHelp() {}
}
