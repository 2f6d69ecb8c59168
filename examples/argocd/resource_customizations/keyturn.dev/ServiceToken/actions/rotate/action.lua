-- A token never seen before asks for one rotation; it stays where it is, and fires once.
local os = require("os")
if obj.metadata.annotations == nil then
  obj.metadata.annotations = {}
end
obj.metadata.annotations["keyturn.dev/rotate"] = "argocd-" .. os.date("!%Y-%m-%dT%XZ")
return obj
