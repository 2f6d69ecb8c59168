local suspended = obj.spec.suspend == true
local leaving = obj.metadata.deletionTimestamp ~= nil

local actions = {}
-- A rotation asked for while suspended would come as a surprise at the resume.
actions["rotate"] = {
  ["disabled"] = suspended or leaving,
  ["iconClass"] = "fa fa-fw fa-sync",
  ["displayName"] = "Rotate now"
}
actions["mark-exposed"] = {
  ["disabled"] = leaving,
  ["iconClass"] = "fa fa-fw fa-exclamation-triangle",
  ["displayName"] = "Mark as exposed: replace at once, the old key dies"
}
actions["suspend"] = {
  ["disabled"] = suspended or leaving,
  ["iconClass"] = "fa fa-fw fa-pause",
  ["displayName"] = "Suspend"
}
actions["resume"] = {
  ["disabled"] = leaving or not suspended,
  ["iconClass"] = "fa fa-fw fa-play",
  ["displayName"] = "Resume"
}
return actions
