-- A token never seen before says that every key until now was exposed; it stays where it is, and fires once.
local os = require("os")
if obj.metadata.annotations == nil then
  obj.metadata.annotations = {}
end
obj.metadata.annotations["keyturn.dev/exposed"] = "argocd-" .. os.date("!%Y-%m-%dT%XZ")
return obj
