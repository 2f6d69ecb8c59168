-- The conditions are in the format of kstatus: Ready, Reconciling and Stalled (the last two only while True), with
-- Degraded for what is wrong though the provider knows the token.
local hs = {}

local conditions = {}
if obj.status ~= nil and obj.status.conditions ~= nil then
  for _, condition in ipairs(obj.status.conditions) do
    conditions[condition.type] = condition
  end
end

local function says(condition)
  if condition.message == nil or condition.message == "" then
    return condition.reason
  end
  return condition.reason .. ": " .. condition.message
end

local function is(type, status)
  return conditions[type] ~= nil and conditions[type].status == status
end

if obj.metadata.deletionTimestamp ~= nil then
  hs.status = "Progressing"
  hs.message = "Waiting to be let go"
  return hs
end

if obj.status == nil or conditions["Ready"] == nil then
  hs.status = "Progressing"
  hs.message = "Waiting for the operator to look at it"
  return hs
end

if obj.status.observedGeneration ~= obj.metadata.generation then
  hs.status = "Progressing"
  hs.message = "Waiting for the operator to look at the changed spec"
  return hs
end

if is("Stalled", "True") then
  hs.status = "Degraded"
  hs.message = says(conditions["Stalled"])
  return hs
end

if is("Ready", "False") then
  if is("Reconciling", "True") then
    hs.status = "Progressing"
  else
    hs.status = "Degraded"
  end
  hs.message = says(conditions["Ready"])
  return hs
end

if is("Ready", "True") then
  hs.status = "Healthy"
  hs.message = says(is("Degraded", "True") and conditions["Degraded"] or conditions["Ready"])
  return hs
end

hs.status = "Progressing"
hs.message = "Waiting for the operator to look at it"
return hs
